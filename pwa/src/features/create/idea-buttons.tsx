import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './idea-buttons.module.css'

export interface Ideas {
  /** The panel that is open. */
  readonly open: 'history' | 'templates' | undefined
  readonly setOpen: (open: Ideas['open']) => void
  readonly panel: ReactNode
  /** Puts an example into the box. */
  readonly inspire: () => void
  /** Puts the last prompt into the empty box. */
  readonly recall: (box: HTMLTextAreaElement) => void
}

const ICONS = {
  history: 'M4 4.5v5h5M4.4 9.4A8 8 0 1 1 4 13M12 8v4.5l3 2',
  templates: 'M9 4c-4 0-1 8-5 8 4 0 1 8 5 8M15 4c4 0 1 8 5 8-4 0-1 8-5 8',
  inspire: 'M9.5 18h5M10.5 21h3M9.5 15a6 6 0 1 1 5 0',
} as const

/** What helps to find a prompt. Icons, since the row has a counter beside them. */
export function IdeaButtons({ open, setOpen, inspire }: Ideas) {
  return (
    <div className={styles.ideas}>
      <Button look="quiet" iconOnly icon={ICONS.inspire} label={texts.ideas.inspire} onClick={inspire} />
      {(['history', 'templates'] as const).map((panel) => (
        <Button
          key={panel}
          id={panel}
          look="quiet"
          iconOnly
          icon={ICONS[panel]}
          label={texts.ideas[panel]}
          aria-expanded={open === panel}
          onClick={() => setOpen(open === panel ? undefined : panel)}
        />
      ))}
    </div>
  )
}
