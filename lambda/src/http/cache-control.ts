import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-context.ts'

/** Answers are for the one who asked, and for now, unless their route says otherwise. */
export function noStoreByDefault(): MiddlewareHandler<AppEnv> {
  return async function setCacheControl(context, next) {
    await next()
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store')
  }
}

/**
 * How long the edge keeps a page of the gallery. New entries stand before any cursor, so that a page behind one changes
 * by deletion only. The app asks with `no-cache`, so that no browser keeps what is deleted.
 */
export const GALLERY_PAGE_CACHE = {
  first: 'public, max-age=5, stale-while-revalidate=60, stale-if-error=600',
  further: 'public, max-age=3600',
} as const
