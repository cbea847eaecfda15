import { isErrorCode } from '#contract/errors.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import type { QueueState } from '#offline/queue-state.ts'
import { failureTexts } from '#ui/texts/failures.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'

/** What a waiting prompt is told of. `until`, milliseconds: when it goes on, for a countdown. */
export interface Waiting {
  readonly text: string
  readonly until?: number
  /** Something keeps it back, so that it will still be there in a moment. */
  readonly isHeld?: boolean
  /** Whether a press could bring the next try forward. */
  readonly mayTryNow?: boolean
}

interface Surroundings {
  readonly queue: QueueState
  readonly isOnline: boolean
  readonly now: number
}

/** Why a prompt still waits, in the words of the outbox. */
export function describeWaiting(record: PromptRecord, { queue, isOnline, now }: Surroundings): Waiting {
  const { state, notBefore, nextAttemptAt, lastError } = record
  if (state === 'failed') return { text: needText(record), isHeld: true }
  if (state === 'stale') return { text: outboxTexts.needsYou(outboxTexts.isOld), mayTryNow: true, isHeld: true }
  if (state === 'sending') return { text: outboxTexts.sending }
  if (queue.isPaused) return { text: outboxTexts.paused, isHeld: true }
  if (queue.limitUntil > now) return { text: outboxTexts.limit(queue.limitUntil), isHeld: true }
  if (lastError?.cause === 'limit' && notBefore > now) {
    return { text: limitText(lastError.code, notBefore), isHeld: true }
  }
  if (queue.pause !== undefined) return { ...describePause(queue.pause, now), isHeld: true }
  if (!isOnline) return { text: outboxTexts.network, isHeld: true }
  if (nextAttemptAt <= now) return { text: outboxTexts.turn }
  const text = lastError?.cause === 'server' ? outboxTexts.server : outboxTexts.network
  return { text, until: nextAttemptAt, mayTryNow: nextAttemptAt > notBefore, isHeld: true }
}

function limitText(code: string | undefined, until: number): string {
  if (code === 'SPENDING_LIMIT_REACHED') return outboxTexts.spendingLimit(until)
  return code === 'MODEL_LIMIT_REACHED' ? outboxTexts.modelLimit(until) : outboxTexts.limit(until)
}

function describePause({ cause, until }: NonNullable<QueueState['pause']>, now: number): Waiting {
  const text = { network: outboxTexts.network, portal: outboxTexts.portal, server: outboxTexts.server }[cause]
  return until > now ? { text, until, mayTryNow: true } : { text, mayTryNow: true }
}

/** What only its writer can do about a prompt. A code is never shown. */
export function needText({ failure }: Pick<PromptRecord, 'failure'>): string {
  return outboxTexts.needsYou(reasonOf(failure))
}

function reasonOf(failure: string | undefined): string {
  if (failure === 'POISON') return outboxTexts.onlyErrors
  if (failure === undefined || !isErrorCode(failure)) return outboxTexts.notAccepted
  return failure === 'IDEMPOTENCY_KEY_REUSED' ? outboxTexts.changed : failureTexts.errors[failure]
}
