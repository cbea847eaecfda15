import type { MiddlewareHandler } from 'hono'
import { HEADERS } from '#contract/routes.ts'
import { acceptCorrelationId, withCorrelationId } from '../observability/correlation.ts'
import type { AppEnv } from './app-context.ts'

/** Gives every request its correlation id, its log lines too, and marks every answer as this API's. */
export function correlationId(): MiddlewareHandler<AppEnv> {
  return async function correlate(context, next) {
    const id = acceptCorrelationId(context.req.header(HEADERS.correlationId)) ?? crypto.randomUUID()
    context.set('correlationId', id)
    context.header(HEADERS.correlationId, id)
    context.header(HEADERS.marker, '1')
    context.header('Cache-Control', 'no-store')
    await withCorrelationId(id, next)
  }
}
