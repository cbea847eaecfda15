import type { SendOutcome } from './classify-answer.ts'
import { backOffMs, type OutboxTiming, retryAfterMs } from './outbox-timing.ts'
import type { QueueState } from './queue-state.ts'
import type { Timing } from './timing.ts'

/** Prompts in a row that meet a server in trouble before the others are spared the same. */
const SERVER_ERRORS_BEFORE_PAUSE = 3

interface Moment {
  readonly now: number
  readonly timing: OutboxTiming
  readonly random: Timing['random']
}

/** The queue after a prompt of it came back. Two hundred prompts never make two hundred requests that fail alike. */
export function queueAfter(queue: QueueState, outcome: SendOutcome, seq: number, moment: Moment): QueueState {
  const { now, timing, random } = moment
  if (outcome.kind !== 'later') {
    const { pause: _over, ...rest } = queue
    const lastAcceptedSeq = outcome.kind === 'accepted' ? Math.max(queue.lastAcceptedSeq, seq) : queue.lastAcceptedSeq
    return { ...rest, lastAcceptedSeq, failures: 0, serverErrors: 0 }
  }
  switch (outcome.cause) {
    case 'network':
    case 'portal': {
      const failures = queue.failures + 1
      return { ...queue, failures, pause: { cause: outcome.cause, until: now + backOffMs(failures, timing, random) } }
    }
    case 'server': {
      const serverErrors = queue.serverErrors + 1
      if (serverErrors < SERVER_ERRORS_BEFORE_PAUSE) return { ...queue, serverErrors }
      return {
        ...queue,
        serverErrors,
        pause: { cause: 'server', until: now + backOffMs(serverErrors, timing, random) },
      }
    }
    case 'limit': {
      if (outcome.scope === 'prompt') return queue
      const waitMs = retryAfterMs(outcome.retryAfterMs ?? timing.backOffCapMs, timing, random)
      return { ...queue, limitUntil: Math.max(queue.limitUntil, now + waitMs) }
    }
    case 'busy':
      return queue
  }
}

/** The queue when there is a reason to try at once. A time that the server has asked for is never shortened. */
export function hurried(queue: QueueState): QueueState {
  return queue.pause === undefined ? queue : { ...queue, pause: { ...queue.pause, until: 0 } }
}

/**
 * The queue by a clock: the same object while the clock has moved little, so that a look with nothing due writes
 * nothing. After it was set back what is left of each wait stays as long as it was.
 */
export function withClock(queue: QueueState, now: number, timing: OutboxTiming): QueueState {
  if (Math.abs(now - queue.lastClock) <= timing.clockSlackMs) return queue
  if (now > queue.lastClock) return { ...queue, lastClock: now }
  const setBackMs = queue.lastClock - now
  const limitUntil = untilSetBack(queue.limitUntil, setBackMs, now + timing.maxRetryAfterMs)
  const until = untilSetBack(queue.pause?.until ?? 0, setBackMs, now + timing.backOffCapMs)
  const pause = queue.pause && { ...queue.pause, until }
  return { ...queue, lastClock: now, limitUntil, ...(pause && { pause }) }
}

/**
 * The end of a wait on a clock that was set back, all in milliseconds. The clock was last seen up to a minute before, so the
 * wait is never cut short.
 * @param latest what no wait can be beyond
 */
export function untilSetBack(until: number, setBackMs: number, latest: number): number {
  return Math.max(0, Math.min(until - setBackMs, latest))
}
