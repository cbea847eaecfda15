import { untilSetBack, withClock } from './change-queue.ts'
import type { OutboxStore, OutboxTransaction } from './outbox-store.ts'
import type { OutboxTiming } from './outbox-timing.ts'
import type { PromptRecord } from './prompt-record.ts'
import { reducePrompt } from './prompt-state.ts'
import type { QueueState } from './queue-state.ts'

/** What a sender is to do next. */
export type Task =
  | { readonly kind: 'send'; readonly record: PromptRecord }
  | { readonly kind: 'cancel'; readonly record: PromptRecord }
  /** The last tries found no server: one cheap question comes before the next prompt. */
  | { readonly kind: 'probe' }
  /** Nothing is due. `wakeAt`: when something will be, in milliseconds. */
  | { readonly kind: 'rest'; readonly wakeAt?: number }

interface Claimer {
  readonly now: number
  readonly timing: OutboxTiming
  /** This sender holds the lock that all senders take, and has not wrested it from another. */
  readonly isAlone: boolean
}

/** Takes the next prompt in one transaction, so that no two senders ever hold the same one. */
export function claimNext(store: OutboxStore, claimer: Claimer): Promise<Task> {
  const { now, timing } = claimer
  return store.change(async (transaction) => {
    const stored = await transaction.queue()
    const queue = withClock(stored, now, timing)
    if (queue !== stored) await transaction.putQueue(queue)
    if (queue.lastClock < stored.lastClock) await setWaitsBack(transaction, stored.lastClock - now, claimer)
    const until = waitsUntil(queue, now)
    if (until !== undefined) return { kind: 'rest', wakeAt: until }
    const isUnsure = queue.failures > 0
    return (
      (queue.isPaused ? undefined : await claimOrphan(transaction, claimer, isUnsure)) ??
      (await claimCancel(transaction, claimer, isUnsure)) ??
      (queue.isPaused ? undefined : await claimQueued(transaction, claimer, isUnsure)) ??
      (await restUntil(transaction, queue))
    )
  })
}

function waitsUntil({ pause, limitUntil }: QueueState, now: number): number | undefined {
  const until = Math.max(limitUntil, pause?.until ?? 0)
  return until > now ? until : undefined
}

/** Whoever sent it has died or was given up: it is sent again at once, since nobody knows what became of it. */
async function claimOrphan(transaction: OutboxTransaction, claimer: Claimer, isUnsure: boolean) {
  const sending = await transaction.first('sending', { count: Number.POSITIVE_INFINITY })
  const orphan = sending.find((record) => claimer.isAlone || isLeaseOver(record, claimer))
  if (orphan === undefined) return undefined
  return isUnsure ? ({ kind: 'probe' } as const) : claim(transaction, orphan, claimer)
}

/** A lease that ends later than any could was given by a clock that has been set back since. */
function isLeaseOver({ leaseUntil }: PromptRecord, { now, timing }: Claimer): boolean {
  return leaseUntil <= now || leaseUntil > now + timing.leaseMs
}

async function claimCancel(transaction: OutboxTransaction, { now, timing }: Claimer, isUnsure: boolean) {
  const [record] = await transaction.first('canceling', { until: now, count: 1 })
  if (record === undefined) return undefined
  if (isUnsure) return { kind: 'probe' } as const
  // Asking twice for a cancel is harmless; the time only keeps another sender from doing so at once.
  const later = reducePrompt(record, { type: 'retry-cancel', nextAttemptAt: now + timing.leaseMs })
  if (later !== undefined) await transaction.put(later)
  return { kind: 'cancel', record } as const
}

async function claimQueued(transaction: OutboxTransaction, claimer: Claimer, isUnsure: boolean) {
  const { now, timing } = claimer
  for (;;) {
    const [record] = await transaction.first('queued', { until: now, count: 1 })
    if (record === undefined) return undefined
    if (now - record.createdAt <= timing.staleAfterMs) {
      return isUnsure ? ({ kind: 'probe' } as const) : claim(transaction, record, claimer)
    }
    const stale = reducePrompt(record, { type: 'grow-stale' })
    if (stale === undefined) return undefined
    await transaction.put(stale)
  }
}

async function claim(transaction: OutboxTransaction, record: PromptRecord, { now, timing }: Claimer) {
  const claimed = reducePrompt(record, { type: 'claim', leaseUntil: now + timing.leaseMs })
  if (claimed === undefined) return undefined
  await transaction.put(claimed)
  return { kind: 'send', record: claimed } as const
}

async function restUntil(transaction: OutboxTransaction, { isPaused }: QueueState): Promise<Task> {
  const [canceling] = await transaction.first('canceling', { count: 1 })
  const [queued] = isPaused ? [] : await transaction.first('queued', { count: 1 })
  const [sending] = isPaused ? [] : await transaction.first('sending', { count: 1 })
  const times = [queued?.nextAttemptAt, canceling?.nextAttemptAt, sending?.leaseUntil].filter(
    (time) => time !== undefined,
  )
  return times.length === 0 ? { kind: 'rest' } : { kind: 'rest', wakeAt: Math.min(...times) }
}

/** After a clock was set back each wait is as long as it was, and never longer than it could have been. */
async function setWaitsBack(transaction: OutboxTransaction, setBackMs: number, claimer: Claimer): Promise<void> {
  const { now, timing } = claimer
  const count = Number.POSITIVE_INFINITY
  const waiting = [
    ...(await transaction.first('queued', { count })),
    ...(await transaction.first('canceling', { count })),
  ]
  for (const record of waiting) {
    const { nextAttemptAt, notBefore } = record
    if (nextAttemptAt <= now) continue
    const latest = now + (notBefore > 0 ? timing.maxRetryAfterMs : timing.backOffCapMs)
    await transaction.put({
      ...record,
      nextAttemptAt: untilSetBack(nextAttemptAt, setBackMs, latest),
      notBefore: untilSetBack(notBefore, setBackMs, latest),
    })
  }
}
