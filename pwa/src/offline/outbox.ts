import type { StatusAnswer } from '#contract/job.ts'
import type { GenerateAnswer } from '#contract/prompt.ts'
import { boundMirror } from './bounded-mirror.ts'
import { createOutboxChanges, type OutboxChanges } from './change-outbox.ts'
import { type DrainTools, drainOutbox } from './drain-outbox.ts'
import { mirrorChanges } from './mirror-changes.ts'
import type { Observable, Writable } from './observable.ts'
import { onceAtATime } from './once-at-a-time.ts'
import type { OutboxMirror } from './outbox-mirror.ts'
import { type OutboxState, withNoted, withQueued } from './outbox-state.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { Attention } from './poll-jobs.ts'
import type { PromptRecord } from './prompt-record.ts'
import { type Restored, restoreOutbox } from './restore-outbox.ts'
import type { Timing } from './timing.ts'

/** No wait in a page is longer: a timer of a sleeping device is not to be trusted. */
const MAX_TIMER_MS = 3_600_000

/** Word between the tabs and the service worker; the truth is always read from the disk. */
export interface News {
  /** Something has changed. */
  readonly tell: () => void
  /** `look`: there is a reason to send what waits. */
  readonly onNews: (callback: (news: 'changed' | 'look') => void) => void
}

/** The outbox as a page has it: what waits, what a person can do to it, and a sender that looks whenever there is a reason. */
export interface Outbox extends OutboxChanges {
  readonly state: Observable<OutboxState>
  /** Reads what waits, brings back what only the copy has, and begins to send. Resolves before anything is sent. */
  readonly start: () => Promise<Restored>
  /** One prompt of this device, in whatever state. */
  readonly find: OutboxStore['find']
  /** The prompts whose jobs the server has accepted, from this tab or another one. */
  readonly readAccepted: OutboxStore['readAccepted']
}

interface OutboxTools extends Pick<DrainTools, 'store' | 'api' | 'lock'> {
  /** Where the screens see it. */
  readonly state: Writable<OutboxState>
  readonly mirror: OutboxMirror
  readonly timing: Timing
  readonly attention: Attention
  readonly news: News
  readonly mintId: () => string
  /** What the sender of this page has done to a prompt; with the job where the server told of one. */
  readonly onSent: (record: PromptRecord, job?: GenerateAnswer | StatusAnswer) => void
  /** Another tab, or the service worker, has changed something. */
  readonly onNews?: () => void
  /** The device's storage fails; nothing can be sent from it. */
  readonly onTrouble: (error: unknown) => void
}

export function createOutbox(tools: OutboxTools): Outbox {
  const { state, store, api, lock, timing, attention, news, mintId, onSent, onNews, onTrouble } = tools
  const mirror = boundMirror(tools.mirror, timing.after)
  const changes = mirrorChanges(createOutboxChanges({ store, now: timing.now, mintId }), mirror, onTrouble)
  let cancelTimer: () => void = () => undefined

  const refresh = onceAtATime(async () => state.set({ ...(await store.readOpen()), isRead: true }))

  /** Sends what is due. */
  const drain = onceAtATime(async () => {
    cancelTimer()
    const { wakeAt } = await drainOutbox({ store, api, lock, time: timing, onChange: note })
    await refresh()
    if (wakeAt !== undefined && attention.isVisible()) {
      cancelTimer = timing.after(Math.min(Math.max(wakeAt - timing.now(), 0), MAX_TIMER_MS), look)
    }
  })

  /** Shows a change that the sender has made, without reading all that waits again for each of a thousand prompts. */
  function note(record: PromptRecord, job?: GenerateAnswer | StatusAnswer): void {
    const hasEnded = record.state === 'accepted' || record.state === 'canceled'
    state.set(withNoted(state.get(), record, hasEnded))
    if (hasEnded) mirror.remove(record.id).catch(onTrouble)
    onSent(record, job)
    news.tell()
  }

  function look(): void {
    drain().catch(onTrouble)
  }

  /** A change is told everywhere, and may make something due. */
  function told<Arguments extends unknown[], T>(change: (...given: Arguments) => Promise<T>) {
    return async (...given: Arguments): Promise<T> => {
      const result = await change(...given)
      await refresh()
      news.tell()
      look()
      return result
    }
  }

  const hurry = told(changes.hurry)

  return {
    state,
    find: store.find,
    readAccepted: store.readAccepted,
    async start() {
      const restored = await restoreOutbox({ store, mirror, mintId }).catch((error: unknown) => {
        // Pages without a secure address have no place for a copy; a database that fails is told by the next line.
        onTrouble(error)
        return { prompts: 0, isDataLost: false }
      })
      await refresh()
      attention.onWake(() => {
        hurry().catch(onTrouble)
      })
      news.onNews((kind) => {
        if (kind === 'look') hurry().catch(onTrouble)
        else refresh().catch(onTrouble)
        onNews?.()
      })
      hurry().catch(onTrouble)
      return restored
    },
    async submit(prompt) {
      const record = await changes.submit(prompt)
      // Who waits for "saved" does not wait until all that waits was read again.
      state.set(withQueued(state.get(), record))
      news.tell()
      look()
      return record
    },
    edit: told(changes.edit),
    cancel: told(changes.cancel),
    putBack: told(changes.putBack),
    move: told(changes.move),
    tryNow: told(changes.tryNow),
    setPaused: told(changes.setPaused),
    resend: told(changes.resend),
    prune: changes.prune,
    hurry,
  }
}
