import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-context.ts'
import type { Services } from './services.ts'

/** One line per request. Successful reads are debug lines: a page that polls would drown everything else. */
export function requestLog({ log, metrics }: Services): MiddlewareHandler<AppEnv> {
  return async function logRequest(context, next) {
    const startedAt = performance.now()
    await next()
    const { method, path } = context.req
    const quiet = context.res.ok && (method === 'GET' || method === 'HEAD')
    const durationMs = Math.round(performance.now() - startedAt)
    log[quiet ? 'debug' : 'info']('request-answered', { method, path, status: context.res.status, durationMs })
    metrics.publish()
  }
}
