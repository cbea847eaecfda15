import { queueAfter } from './change-queue.ts'
import type { SendOutcome } from './classify-answer.ts'
import type { OutboxStore } from './outbox-store.ts'
import { backOffMs, type OutboxTiming, retryAfterMs } from './outbox-timing.ts'
import type { PromptRecord } from './prompt-record.ts'
import { type PromptEvent, reducePrompt } from './prompt-state.ts'
import type { QueueState } from './queue-state.ts'
import type { Timing } from './timing.ts'

/** Tries without an answer, while the server was there for others, before a prompt waits by itself and lets them pass. */
const NETWORK_FAILURES_IN_FRONT = 3
/** Errors of the server at one prompt, while later ones were taken, before it is given to its writer. */
const SERVER_ERRORS_BEFORE_FAILURE = 8
/** The failure of a prompt that only ever met errors. */
const POISON = 'POISON'

interface Moment {
  readonly now: number
  readonly timing: OutboxTiming
  readonly random: Timing['random']
}

/**
 * Records what became of a request. The record after it, or undefined where the prompt was meanwhile given to another
 * sender or taken back: then this outcome no longer counts.
 */
export function settleSend(
  store: OutboxStore,
  { id, fence, seq }: Pick<PromptRecord, 'id' | 'fence' | 'seq'>,
  outcome: SendOutcome,
  moment: Moment,
): Promise<PromptRecord | undefined> {
  return store.change(async (transaction) => {
    const [record, queue] = [await transaction.get(id), await transaction.queue()]
    const next = record && reducePrompt(record, eventOf(record, { outcome, queue, fence, ...moment }))
    if (next !== undefined) await transaction.put(next)
    // Late news from a sender that was given up: of the network it may still warn, but it ends no wait of the present one.
    if (next !== undefined || outcome.kind === 'later') {
      await transaction.putQueue(queueAfter(queue, outcome, seq, moment))
    }
    return next
  })
}

/** Records what became of a cancel. @param isRunning whether models had begun, so that pictures will come all the same */
export function settleCancel(
  store: OutboxStore,
  { id, seq }: Pick<PromptRecord, 'id' | 'seq'>,
  { outcome, isRunning }: { readonly outcome: SendOutcome; readonly isRunning: boolean },
  moment: Moment,
): Promise<PromptRecord | undefined> {
  const { now, timing, random } = moment
  return store.change(async (transaction) => {
    const [record, queue] = [await transaction.get(id), await transaction.queue()]
    await transaction.putQueue(queueAfter(queue, outcome, seq, moment))
    const waitMs = Math.max(backOffMs(1, timing, random), (outcome.kind === 'later' && outcome.retryAfterMs) || 0)
    const event: PromptEvent =
      outcome.kind === 'later'
        ? { type: 'retry-cancel', nextAttemptAt: now + waitMs }
        : { type: 'confirm-cancel', isRunning, now }
    const next = record && reducePrompt(record, event)
    if (next !== undefined) await transaction.put(next)
    return next
  })
}

interface Settled extends Moment {
  readonly outcome: SendOutcome
  readonly queue: QueueState
  readonly fence: number
}

function eventOf(record: PromptRecord, settled: Settled): PromptEvent {
  const { outcome, fence, now } = settled
  switch (outcome.kind) {
    case 'accepted':
      return { type: 'accept', fence, now }
    case 'canceled':
      return { type: 'gone', fence, now }
    case 'rejected':
      return { type: 'reject', fence, code: outcome.code, now }
    case 'later':
      return isPoison(record, settled)
        ? { type: 'reject', fence, code: POISON, now }
        : retryOf(record, outcome, settled)
    default:
      return outcome satisfies never
  }
}

/** Only errors of the server count: a network has no limit of tries. */
function isPoison({ serverErrors, seq }: PromptRecord, { outcome, queue }: Settled): boolean {
  const isServerError = outcome.kind === 'later' && outcome.cause === 'server'
  return isServerError && serverErrors + 1 >= SERVER_ERRORS_BEFORE_FAILURE && queue.lastAcceptedSeq > seq
}

function retryOf(
  record: PromptRecord,
  outcome: Extract<SendOutcome, { kind: 'later' }>,
  { fence, now, timing, random }: Settled,
): PromptEvent {
  const { cause, code } = outcome
  const asked = outcome.scope === 'prompt' ? outcome.retryAfterMs : undefined
  const notBefore = asked === undefined ? 0 : now + retryAfterMs(asked, timing, random)
  const nextAttemptAt = Math.max(notBefore, now + ownWaitMs(record, outcome, { timing, random }))
  // A queue that waits keeps the order only if its prompts have no times of their own.
  const error = { cause, code, notBefore, nextAttemptAt: nextAttemptAt > now ? nextAttemptAt : 0 }
  return { type: 'retry', fence, error, now }
}

/** How long a prompt steps aside for the others. */
function ownWaitMs(
  { networkFailures, serverErrors }: PromptRecord,
  { cause, scope, retryAfterMs: asksFor }: Extract<SendOutcome, { kind: 'later' }>,
  { timing, random }: Pick<Moment, 'timing' | 'random'>,
): number {
  if (cause === 'server') return backOffMs(serverErrors + 1, timing, random)
  if (scope === 'prompt') return asksFor === undefined ? backOffMs(1, timing, random) : 0
  if (cause === 'limit' || networkFailures + 1 < NETWORK_FAILURES_IN_FRONT) return 0
  return backOffMs(networkFailures - 1, timing, random)
}
