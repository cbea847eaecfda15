import type { OutboxStore, OutboxTransaction } from './outbox-store.ts'
import type { OutboxTiming } from './outbox-timing.ts'
import type { PromptRecord } from './prompt-record.ts'
import { reducePrompt } from './prompt-state.ts'
import { type QueueState, withClock } from './queue-state.ts'

/** What a sender is to do next. */
export type Task =
  | { readonly kind: 'send'; readonly record: PromptRecord }
  | { readonly kind: 'cancel'; readonly record: PromptRecord }
  /** The last tries found no server: one cheap question comes before the next prompt. */
  | { readonly kind: 'probe' }
  /** Nothing is due. `wakeAt`: when something will be, in milliseconds. */
  | { readonly kind: 'rest'; readonly wakeAt?: number }

interface Claimer {
  readonly owner: string
  readonly now: number
  readonly timing: OutboxTiming
  /** This sender holds the lock that all senders take, and has not wrested it from another. */
  readonly isAlone: boolean
}

/** Takes the next prompt in one transaction, so that no two senders ever hold the same one. */
export function claimNext(store: OutboxStore, claimer: Claimer): Promise<Task> {
  const { now, timing } = claimer
  return store.change(async (transaction) => {
    const before = await transaction.queue()
    const queue = withClock(before, now, timing)
    if (now < before.lastClock - timing.clockSlackMs) await clampWaits(transaction, now, timing)
    if (queue.lastClock !== before.lastClock) await transaction.putQueue(queue)
    const until = waitsUntil(queue, now)
    if (until !== undefined) return { kind: 'rest', wakeAt: until }
    const isUnsure = queue.failures > 0
    return (
      (await claimOrphan(transaction, claimer, isUnsure)) ??
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
  const sending = await transaction.first('sending', { count: 100 })
  const orphan = sending.find((record) => claimer.isAlone || isLeaseOver(record, claimer))
  if (orphan === undefined) return undefined
  return isUnsure ? ({ kind: 'probe' } as const) : claim(transaction, orphan, { ...claimer, isOrphan: true })
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
    const isStale = now - record.createdAt > timing.staleAfterMs
    if (!isStale)
      return isUnsure ? ({ kind: 'probe' } as const) : claim(transaction, record, { ...claimer, isOrphan: false })
    const stale = reducePrompt(record, { type: 'grow-stale' })
    if (stale === undefined) return undefined
    await transaction.put(stale)
  }
}

async function claim(
  transaction: OutboxTransaction,
  record: PromptRecord,
  { owner, now, timing, isOrphan }: Claimer & { readonly isOrphan: boolean },
) {
  const claimed = reducePrompt(record, { type: 'claim', owner, leaseMs: timing.leaseMs, isOrphan, now })
  if (claimed === undefined) return undefined
  await transaction.put(claimed)
  return { kind: 'send', record: claimed } as const
}

async function restUntil(transaction: OutboxTransaction, { isPaused }: QueueState): Promise<Task> {
  const [queued] = isPaused ? [] : await transaction.first('queued', { count: 1 })
  const [canceling] = await transaction.first('canceling', { count: 1 })
  const [sending] = await transaction.first('sending', { count: 1 })
  const times = [queued?.nextAttemptAt, canceling?.nextAttemptAt, sending?.leaseUntil].filter(
    (time) => time !== undefined,
  )
  return times.length === 0 ? { kind: 'rest' } : { kind: 'rest', wakeAt: Math.min(...times) }
}

/** After a clock was set back no wait is longer than it could have been. */
async function clampWaits(transaction: OutboxTransaction, now: number, timing: OutboxTiming): Promise<void> {
  for (const record of await transaction.first('queued', { count: Number.POSITIVE_INFINITY })) {
    const longest = record.notBefore > 0 ? timing.maxRetryAfterMs * 1.2 : timing.backOffCapMs
    const nextAttemptAt = Math.min(record.nextAttemptAt, now + longest)
    const notBefore = Math.min(record.notBefore, now + longest)
    if (nextAttemptAt !== record.nextAttemptAt) await transaction.put({ ...record, nextAttemptAt, notBefore })
  }
}
