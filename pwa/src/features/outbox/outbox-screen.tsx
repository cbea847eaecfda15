import { useRef } from 'react'
import { waitingPrompts } from '#offline/outbox-state.ts'
import { ADDRESSES } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { appTexts } from '#ui/texts/app.ts'
import { texts } from '#ui/texts/en.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import styles from './outbox.module.css'
import { OutboxItem } from './outbox-item.tsx'

/** The prompts that the server has not accepted yet, in the order in which they will be sent. */
export function OutboxScreen() {
  const { outbox, restored } = useServices()
  const heading = useRef<HTMLHeadingElement>(null)
  const content = useObservable(outbox.state)
  const { prompts, isDataLost } = useObservable(restored)
  const waiting = waitingPrompts(content)
  return (
    <div className={styles.screen}>
      <ScreenTitle screen={texts.navigation.outbox} />
      <h1 ref={heading} tabIndex={-1} className={styles.heading}>
        {texts.navigation.outbox}
      </h1>
      {isDataLost && <p className={styles.warning}>{outboxTexts.lost(prompts)}</p>}
      {content.newer > 0 && <NewerPrompts amount={content.newer} />}
      {(waiting.length > 0 || content.queue.isPaused) && (
        <div className={styles.head}>
          <p>{waiting.length > 0 && outboxTexts.onlyHere(waiting.length)}</p>
          <PauseButton isPaused={content.queue.isPaused} />
        </div>
      )}
      {waiting.length > 0 ? (
        <ol className={styles.list} aria-label={outboxTexts.list}>
          {waiting.map((record, index) => (
            <OutboxItem
              key={record.id}
              record={record}
              isFirst={index === 0}
              isLast={index === waiting.length - 1}
              onGone={() => heading.current?.focus()}
            />
          ))}
        </ol>
      ) : (
        <Nothing isRead={content.isRead} />
      )}
    </div>
  )
}

/** A newer version of the app has written them: only that one can read them. */
function NewerPrompts({ amount }: { amount: number }) {
  const { updates } = useServices()
  const { update } = useObservable(updates.state)
  return (
    <div className={styles.warning}>
      <p>{outboxTexts.newer(amount)}</p>
      {/* Where no version waits this page alone is an old one. */}
      <Button label={appTexts.update} onClick={() => (update === 'waiting' ? updates.apply() : location.reload())} />
    </div>
  )
}

function PauseButton({ isPaused }: { isPaused: boolean }) {
  const { outbox } = useServices()
  return (
    <Button
      icon={isPaused ? LATER_ICONS.resume : LATER_ICONS.pause}
      label={isPaused ? outboxTexts.resume : outboxTexts.pause}
      onClick={() => outbox.setPaused(!isPaused)}
    />
  )
}

/** Reading the device takes a moment in which nothing is claimed; a device that cannot be read is said in the status line. */
function Nothing({ isRead }: { isRead: boolean }) {
  if (!isRead) return undefined
  return (
    <div className={styles.empty}>
      <p>{outboxTexts.empty}</p>
      <Link href={ADDRESSES.create} className={buttonLook('primary')}>
        {texts.common.writePrompt}
      </Link>
    </div>
  )
}
