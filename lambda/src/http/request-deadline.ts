import type { MiddlewareHandler } from 'hono'
import { AppError } from '#contract/errors.ts'

/** Answers 503 once a request has taken this long: the gateway's own end would be a page that is not ours. */
export function requestDeadline(limitMs: number): MiddlewareHandler {
  return async function endLateRequest(_context, next) {
    const { promise: late, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => reject(new AppError('SERVICE_UNAVAILABLE', { retryAfterSeconds: 5 })), limitMs)
    try {
      await Promise.race([next(), late])
    } finally {
      clearTimeout(timer)
    }
  }
}
