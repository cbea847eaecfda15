import type { Answer } from '#api/answer.ts'
import { classifyFailure } from './classify-answer.ts'
import type { DeletionRecord } from './deletion-record.ts'
import type { DeletionOutcome, DeletionStore } from './deletion-store.ts'
import type { DrainEnd, SenderLock } from './drain-outbox.ts'
import { backOffMs, OUTBOX_TIMING, type OutboxTiming, retryAfterMs } from './outbox-timing.ts'
import { createOverdueHolder } from './overdue-holder.ts'
import { createSenderLock, type Locks } from './sender-lock.ts'
import type { Timing } from './timing.ts'

interface LockTools {
  readonly locks: Locks | undefined
  readonly store: Pick<DeletionStore, 'readAll'>
  /** A clock that only ever goes on, milliseconds. */
  readonly steadyNow: () => number
}

/** One sender of deletions over all tabs and the service worker. What a sleeping tab does not send is sent by another. */
export function createDeletionLock({ locks, store, steadyNow }: LockTools): SenderLock {
  // A sender that lives gets on with one of them within a lease.
  async function readClaim(): Promise<string | undefined> {
    const waiting = (await store.readAll()).filter(({ state }) => state === 'waiting')
    return waiting.length === 0 ? undefined : waiting.map(({ id, attempts }) => `${id} ${attempts}`).join()
  }
  return createSenderLock(locks, createOverdueHolder({ readClaim, steadyNow }), 'gallery-deletions')
}

export interface SendTools {
  readonly store: Pick<DeletionStore, 'claim' | 'settle'>
  /** Tells the server. Every outcome is a value. */
  readonly deleteJob: (record: Pick<DeletionRecord, 'id' | 'correlationId'>) => Promise<Answer<unknown>>
  readonly lock: SenderLock
  readonly time: Pick<Timing, 'now' | 'random'>
  /** Removes the pictures of a job that is gone, before the deletion counts as done. */
  readonly dropPictures: (ids: readonly string[]) => Promise<void>
  readonly onTrouble: (error: unknown) => void
  readonly waits?: OutboxTiming
  /** Asked before each deletion; false ends the work with something left. */
  readonly mayGoOn?: () => boolean
  /** Called after each answer that counts. */
  readonly onSettled?: (id: string, kind: 'done' | 'refused') => void
}

/**
 * Sends the deletions that are due, until none is, or no server is there. Asking for one twice is harmless: the second
 * time the server says that it is gone. @throws where the device's database cannot be used
 */
export async function sendDeletions(tools: SendTools): Promise<DrainEnd> {
  const { lock, time, waits = OUTBOX_TIMING, mayGoOn = () => true } = tools
  for (;;) {
    if (!mayGoOn()) return { wakeAt: time.now() }
    const step = await lock(() => takeStep({ ...tools, waits }))
    if (step === undefined) return { wakeAt: time.now() + waits.leaseMs }
    // Where one found no server the others need not try.
    if (step.isOver) return { wakeAt: step.wakeAt }
  }
}

interface Step extends DrainEnd {
  readonly isOver: boolean
}

async function takeStep(tools: SendTools & { readonly waits: OutboxTiming }): Promise<Step> {
  const { store, deleteJob, time, waits, dropPictures, onTrouble, onSettled } = tools
  const task = await store.claim({ now: time.now(), leaseMs: waits.leaseMs })
  if (task.kind === 'rest') return { isOver: true, wakeAt: task.wakeAt }
  const { record } = task
  const outcome = outcomeOf(await deleteJob(record), record, { now: time.now(), random: time.random, waits })
  // First: a page that dies in between asks once more, and hears that it is gone.
  if (outcome.kind === 'done') await dropPictures([record.id]).catch(onTrouble)
  await store.settle(record, outcome)
  if (outcome.kind === 'later') return { isOver: outcome.isCutOff, wakeAt: outcome.dueAt }
  onSettled?.(record.id, outcome.kind)
  return { isOver: false }
}

interface Moment {
  readonly now: number
  readonly random: Timing['random']
  readonly waits: OutboxTiming
}

/** Only an answer of ours ends a deletion; the API client has checked that it is one. */
function outcomeOf(answer: Answer<unknown>, { attempts }: DeletionRecord, moment: Moment): DeletionOutcome {
  if (answer.ok) return { kind: 'done' }
  const { failure } = answer
  if (failure.kind === 'refused' && failure.error.code === 'JOB_NOT_FOUND') return { kind: 'done' }
  const outcome = classifyFailure(failure)
  if (outcome.kind !== 'later') return { kind: 'refused' }
  const { now, random, waits } = moment
  const asked = outcome.retryAfterMs === undefined ? 0 : retryAfterMs(outcome.retryAfterMs, waits, random)
  const isCutOff = outcome.scope === 'queue' && outcome.cause !== 'limit'
  return { kind: 'later', dueAt: now + Math.max(asked, backOffMs(attempts, waits, random)), isCutOff }
}
