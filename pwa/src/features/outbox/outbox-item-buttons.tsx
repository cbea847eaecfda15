import type { PromptRecord } from '#offline/prompt-record.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
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

  return (
    <div className={styles.buttons}>
      {mayTryNow && <Button label={outboxTexts.tryNow} onClick={() => outbox.tryNow(id)} />}
      {isReused && <Button label={outboxTexts.sendAsNew} onClick={() => outbox.edit(id, about.prompt)} />}
      {state !== 'sending' && <Button id={`edit-${id}`} label={outboxTexts.edit} onClick={onEdit} />}
      <Button label={texts.common.cancel} onClick={onRemove} />
      {mayMove && !(isFirst && isLast) && (
        <>
          <MoveButton id={id} direction="up" isAtEnd={isFirst} />
          <MoveButton id={id} direction="down" isAtEnd={isLast} />
        </>
      )}
    </div>
  )
}

function MoveButton({ id, direction, isAtEnd }: { id: string; direction: 'up' | 'down'; isAtEnd: boolean }) {
  const { outbox } = useServices()

  async function move(button: HTMLElement) {
    await outbox.move(id, direction)
    // Its place in the page has changed, which takes the focus from it in some browsers.
    requestAnimationFrame(() => button.focus())
  }

  return (
    <Button
      iconOnly
      icon={LATER_ICONS[direction]}
      label={direction === 'up' ? outboxTexts.moveUp : outboxTexts.moveDown}
      aria-disabled={isAtEnd}
      onClick={(event) => isAtEnd || move(event.currentTarget)}
    />
  )
}
