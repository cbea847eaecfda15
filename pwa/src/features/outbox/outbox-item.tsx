import { useId, useState } from 'react'
import { UNDO_MS } from '#offline/gallery.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import { useServices } from '#platform/services-context.tsx'
import { useWaiting } from '#platform/use-waiting.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import { EditWaiting } from './edit-waiting.tsx'
import styles from './outbox.module.css'
import { OutboxItemButtons } from './outbox-item-buttons.tsx'
import { SketchPreview } from './sketch-preview.tsx'

interface OutboxItemProps {
  readonly record: PromptRecord
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Called when the item leaves the list by a press in it, so that the focus has somewhere to go. */
  readonly onGone: () => void
}

/** One waiting prompt: what it says, why it waits, and what can be done about it. */
export function OutboxItem({ record, isFirst, isLast, onGone }: OutboxItemProps) {
  const { outbox, notices, announce, mintId } = useServices()
  const { about, state, failure, correlationId, createdAt } = record
  const textId = useId()
  const [isEditing, setIsEditing] = useState(false)
  const { text, mayTryNow = false } = useWaiting(record)

  async function remove() {
    await outbox.cancel(record.id)
    onGone()
    announce(outboxTexts.removed)
    notices.show({
      key: mintId(),
      text: outboxTexts.removed,
      actions: [{ label: outboxTexts.undo, onPress: () => outbox.putBack(record) }],
      lastsMs: UNDO_MS,
    })
  }

  return (
    <li className={styles.item} aria-labelledby={textId}>
      <SketchPreview prompt={about.prompt} aspectRatio={about.aspectRatio} />
      <div className={styles.body}>
        {isEditing ? (
          <EditWaiting record={record} onDone={() => setIsEditing(false)} />
        ) : (
          <p id={textId} className={styles.prompt}>
            {about.prompt}
          </p>
        )}
        <p className={state === 'failed' || state === 'stale' ? styles.needs : styles.state}>{text}</p>
        <p className={styles.facts}>
          {[outboxTexts.savedAt(createdAt), ...about.models.map((model) => model.label)].join(' · ')}
        </p>
        {failure !== undefined && <p className={styles.quiet}>{outboxTexts.errorId(correlationId)}</p>}
      </div>
      {!isEditing && (
        <OutboxItemButtons
          {...{ record, mayTryNow, isFirst, isLast }}
          onEdit={() => setIsEditing(true)}
          onRemove={remove}
        />
      )}
    </li>
  )
}
