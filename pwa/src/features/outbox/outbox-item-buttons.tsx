import type { PromptRecord } from '#offline/prompt-record.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import styles from './outbox.module.css'

interface OutboxItemButtonsProps {
  readonly record: PromptRecord
  readonly mayTryNow: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onEdit: () => void
  readonly onRemove: () => Promise<void>
}

/** What can be done with a waiting prompt in its state. */
export function OutboxItemButtons({ record, mayTryNow, isFirst, isLast, onEdit, onRemove }: OutboxItemButtonsProps) {
  const { outbox } = useServices()
  const { id, state, failure, about } = record
  const isReused = failure === 'IDEMPOTENCY_KEY_REUSED'
  const mayMove = state === 'queued' || state === 'stale'

  async function move(button: HTMLElement, direction: 'up' | 'down') {
    await outbox.move(id, direction)
    // Its place in the page has changed, which takes the focus from it in some browsers.
    requestAnimationFrame(() => button.focus())
  }

  return (
    <div className={styles.buttons}>
      {mayTryNow && <Button label={outboxTexts.tryNow} onClick={() => outbox.tryNow(id)} />}
      {isReused && <Button label={outboxTexts.sendAsNew} onClick={() => outbox.edit(id, about.prompt)} />}
      {state !== 'sending' && <Button label={outboxTexts.edit} onClick={onEdit} />}
      <Button label={texts.common.cancel} onClick={onRemove} />
      {mayMove && !(isFirst && isLast) && (
        <>
          <Button
            iconOnly
            icon="up"
            label={outboxTexts.moveUp}
            aria-disabled={isFirst}
            onClick={(event) => isFirst || move(event.currentTarget, 'up')}
          />
          <Button
            iconOnly
            icon="down"
            label={outboxTexts.moveDown}
            aria-disabled={isLast}
            onClick={(event) => isLast || move(event.currentTarget, 'down')}
          />
        </>
      )}
    </div>
  )
}
