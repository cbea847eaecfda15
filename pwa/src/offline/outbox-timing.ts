import { LIMITS } from '#contract/limits.ts'
import type { Timing } from './timing.ts'

/** Every time that the outbox goes by, in one place: tests shorten them together. */
export const OUTBOX_TIMING = {
  backOffBaseMs: 2000,
  backOffCapMs: 60_000,
  /** Long enough that a request of the owner has ended, whatever became of it. */
  leaseMs: 3 * LIMITS.clientTimeoutMs,
  /** Unsent for longer: its writer is asked. Below the 31 days for which the server knows an id again. */
  staleAfterMs: 14 * 86_400_000,
  /** The longest wait that a server may ask for. */
  maxRetryAfterMs: 86_400_000,
  /** A clock that is this much earlier than it was has been set back. */
  clockSlackMs: 60_000,
} as const
export type OutboxTiming = { readonly [Name in keyof typeof OUTBOX_TIMING]: number }

/** Full jitter: anything up to the doubled wait, so that many devices do not come back together. */
export function backOffMs(failures: number, timing: OutboxTiming, random: Timing['random']): number {
  const { backOffBaseMs, backOffCapMs } = timing
  const most = Math.min(backOffCapMs, backOffBaseMs * 2 ** Math.min(failures, 16))
  return Math.ceil(backOffBaseMs / 4 + random() * (most - backOffBaseMs / 4))
}

/** At least what the server asked for, at most a day, and up to a fifth more, so that a limit's end is no rush. */
export function retryAfterMs(asked: number, timing: OutboxTiming, random: Timing['random']): number {
  return Math.ceil(Math.min(asked, timing.maxRetryAfterMs) * (1 + random() * 0.2))
}
