import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react'
import { Button } from '#ui/button.tsx'
import { actionOf } from '#ui/keys/action-of.ts'
import { PANEL_KEYS } from '#ui/keys/later-keys.ts'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { ideaTexts } from '#ui/texts/ideas.ts'
import styles from './ideas.module.css'

interface PanelFrameProps {
  readonly title: string
  readonly note?: string
  /** Gets the focus after whatever took it away is gone, and at first. */
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What both panels have in common: a heading with the focus, so that no keyboard opens on a phone, and two ways out. */
export function PanelFrame({ title, note, heading, onClose, children }: PanelFrameProps) {
  useEffect(() => heading.current?.focus({ preventScroll: true }), [heading])

  function press(event: KeyboardEvent<HTMLElement>) {
    const { target } = event
    // A question over the panel has its own Escape.
    if (!(target instanceof Element) || target.closest('dialog') !== null) return
    if (actionOf(PANEL_KEYS, event) !== undefined) {
      event.preventDefault()
      onClose()
    }
    // The panel stands in the form of the prompt, which Enter in a field would send.
    if (event.key === 'Enter' && target instanceof HTMLInputElement) event.preventDefault()
  }

  return (
    <section aria-label={title} className={styles.panel} onKeyDown={press}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        <p className={styles.note}>{note}</p>
        <Button look="quiet" icon={LATER_ICONS.close} iconOnly label={ideaTexts.hide} onClick={onClose} />
      </div>
      {children}
    </section>
  )
}
