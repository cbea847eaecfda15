import { useRef, useState } from 'react'
import type { PastPrompt } from '#offline/past-prompt.ts'
import { PromptButton } from '#platform/prompt-button.tsx'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { texts } from '#ui/texts/en.ts'
import { ideaTexts } from '#ui/texts/ideas.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './ideas.module.css'
import { PanelFrame } from './panel-frame.tsx'
import { useHistory } from './use-history.ts'

/** Shown at once: what is further down is found by search. */
const FIRST_SHOWN = 50
const MORE = 200

/** What was sent from this device, to be sent again. */
export function HistoryPanel({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [shown, setShown] = useState(FIRST_SHOWN)
  const heading = useRef<HTMLHeadingElement>(null)
  const { all, found, read, forget } = useHistory(query)
  const isRead = Array.isArray(all)
  const hasSome = isRead && all.length > 0

  async function remove(past: PastPrompt | 'all') {
    // The button that was pressed is gone with its prompt.
    if (await forget(past)) heading.current?.focus({ preventScroll: true })
  }

  return (
    <PanelFrame
      title={texts.ideas.history}
      heading={heading}
      onClose={onClose}
      {...(hasSome && { note: ideaTexts.history.amount(found.length, all.length) })}
    >
      {all === 'unread' && (
        <>
          <p className={styles.error}>{ideaTexts.history.notRead}</p>
          <div className={styles.buttons}>
            <Button label={texts.common.retry} icon="retry" onClick={read} />
          </div>
        </>
      )}
      {isRead && !hasSome && <p className={styles.quiet}>{ideaTexts.history.empty}</p>}
      {hasSome && (
        <input
          type="search"
          className={styles.field}
          aria-label={ideaTexts.history.search}
          placeholder={ideaTexts.history.search}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setShown(FIRST_SHOWN)
          }}
        />
      )}
      {hasSome && found.length === 0 && <p className={styles.quiet}>{ideaTexts.history.noneFits(query.trim())}</p>}
      {found.length > 0 && (
        <ol className={styles.list} aria-label={ideaTexts.history.list}>
          {found.slice(0, shown).map((past) => (
            <PastLine key={past.key} past={past} onUse={onClose} onRemove={() => remove(past)} />
          ))}
        </ol>
      )}
      {hasSome && (
        <div className={styles.buttons}>
          {found.length > shown && (
            <Button
              label={ideaTexts.history.more(Math.min(MORE, found.length - shown))}
              onClick={() => setShown(shown + MORE)}
            />
          )}
          <Button look="quiet" label={ideaTexts.history.clear} onClick={() => remove('all')} />
        </div>
      )}
    </PanelFrame>
  )
}

interface PastLineProps {
  readonly past: PastPrompt
  readonly onUse: () => void
  readonly onRemove: () => Promise<void>
}

function PastLine({ past: { prompt, times, lastAt }, onUse, onRemove }: PastLineProps) {
  return (
    <li>
      <p className={styles.text}>{prompt}</p>
      <div className={styles.row}>
        <p className={styles.quiet}>{ideaTexts.history.use(times, lastAt)}</p>
        <div className={styles.row}>
          <PromptButton prompt={prompt} label={pictureTexts.image.usePrompt} onUse={onUse} />
          <Button look="quiet" icon={LATER_ICONS.remove} iconOnly label={ideaTexts.history.remove} onClick={onRemove} />
        </div>
      </div>
    </li>
  )
}
