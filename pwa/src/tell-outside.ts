import { isEnded, type StatusAnswer } from '#contract/job.ts'
import type { Observable } from '#offline/observable.ts'
import { type OutboxState, waitingPrompts } from '#offline/outbox-state.ts'
import type { Attention } from '#offline/poll-jobs.ts'
import { addressOfJob } from '#platform/addresses.ts'
import type { SystemUi } from '#platform/system-ui.ts'

interface OutsideTools {
  readonly outboxState: Observable<OutboxState>
  readonly attention: Attention
  readonly system: SystemUi
  readonly onTrouble: (error: unknown) => void
}

/**
 * Tells outside of the window what waits and what is done: the number on the icon is what waits on this device and what
 * has ended unseen. @returns to be called with each job that has changed, and what was said about it
 */
export function tellOutside({ outboxState, attention, system, onTrouble }: OutsideTools) {
  const unseen = new Set<string>()
  let shown = 0

  function show(): void {
    const count = waitingPrompts(outboxState.get()).length + unseen.size
    if (count !== shown) system.setBadge(count)
    shown = count
  }

  outboxState.subscribe(show)
  attention.onWake(() => {
    unseen.clear()
    show()
  })

  return function onProgress({ jobId, status }: StatusAnswer, sentence: string | undefined): void {
    if (!isEnded(status) || attention.isVisible()) return
    unseen.add(jobId)
    show()
    if (sentence !== undefined) system.notify(sentence, addressOfJob(jobId)).catch(onTrouble)
  }
}
