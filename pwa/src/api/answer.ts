import type { AppError } from '#contract/errors.ts'

/**
 * Why a request gave no value.
 * - `unreachable`: no answer, or one that broke off. Whether the server acted is unknown.
 * - `timeout`: no complete answer within the time. Whether the server acted is unknown.
 * - `foreign`: an answer that this API did not write: a proxy's page, a sign-in page, another host.
 * - `refused`: an error answer of ours, with a code that this version knows.
 * - `unknown-code`: an error answer of ours with a code of a newer server.
 * - `aborted`: the caller's own signal.
 */
export type RequestFailure = { readonly correlationId: string; readonly retryAfterMs?: number } & (
  | { readonly kind: 'unreachable' | 'timeout' | 'aborted' }
  | { readonly kind: 'foreign' | 'unknown-code'; readonly status: number }
  | { readonly kind: 'refused'; readonly error: AppError }
)

export type Answer<T> =
  | { readonly ok: true; readonly value: T /** The server's clock, milliseconds. */; readonly serverNowMs?: number }
  | { readonly ok: false; readonly failure: RequestFailure }

/** Whether the same request may succeed later without a change. */
export function mayHelpToRepeat(failure: RequestFailure): boolean {
  switch (failure.kind) {
    case 'unreachable':
    case 'timeout':
    case 'foreign':
      return true
    case 'refused':
      return failure.error.row.retryable
    case 'unknown-code':
      return failure.status >= 500 || failure.status === 429
    case 'aborted':
      return false
    default:
      return failure satisfies never
  }
}
