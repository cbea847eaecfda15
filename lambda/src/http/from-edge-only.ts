import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { AppError } from '#contract/errors.ts'

/** Added by the CDN to every request it sends to the API, in place of what a client sent under this name. */
export const ORIGIN_SECRET_HEADER = 'X-Origin-Secret'

/**
 * Refuses what did not come through the edge: only the edge tells whose request it is, and limits count by that.
 * @param secrets any one of them opens; none of them: nothing does
 */
export function fromEdgeOnly(secrets: readonly string[]): MiddlewareHandler {
  const digests = secrets.map(digestOf)
  return async function refuseOthers(context, next) {
    const sent = digestOf(context.req.header(ORIGIN_SECRET_HEADER) ?? '')
    // All are compared, each in the same time: how long a refusal takes tells nothing of any of them.
    const matches = digests.filter((digest) => timingSafeEqual(digest, sent))
    if (matches.length === 0) throw new AppError('NOT_THROUGH_THE_SITE')
    await next()
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
