import type { Handler } from 'hono'
import * as v from 'valibot'
import { AppError } from '#contract/errors.ts'
import type { GalleryEntryAnswer, GalleryListAnswer } from '#contract/gallery.ts'
import { LIMITS } from '#contract/limits.ts'
import { listEntries } from '../gallery/list-entries.ts'
import { readStatus } from '../jobs/read-status.ts'
import { isGalleryPosition } from '../store/keys.ts'
import type { AppEnv } from './app-context.ts'
import { jobIdOf } from './job-id-of.ts'
import type { Services } from './services.ts'

const Limit = v.optional(
  v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(LIMITS.maxPageSize)),
  String(LIMITS.defaultPageSize),
)

/**
 * How long the edge keeps a page. New entries stand before any cursor, so a page behind one changes by deletion only.
 * The app asks with `no-cache`, so that no browser keeps what is deleted.
 */
const PAGE_CACHE = {
  first: 'public, max-age=5, stale-while-revalidate=60, stale-if-error=600',
  further: 'public, max-age=3600',
} as const

/** GET /api/gallery/list?limit&cursor: a page of published jobs, newest first. */
export function galleryListRoute({ store, log, timing }: Services): Handler<AppEnv> {
  return async function listGallery(context) {
    const limit = v.safeParse(Limit, context.req.query('limit'))
    if (!limit.success) throw new AppError('INVALID_REQUEST', { fields: ['limit'] })
    const after = readCursor(context.req.query('cursor'))
    const { entries, next } = await listEntries({ store, log, now: timing.now(), after, limit: limit.output })
    const answer: GalleryListAnswer = {
      galleries: [...entries],
      ...(next !== undefined && { nextCursor: Buffer.from(next).toString('base64url') }),
    }
    context.header('Cache-Control', after === undefined ? PAGE_CACHE.first : PAGE_CACHE.further)
    return context.json(answer)
  }
}

/** GET /api/gallery/{id}: one job with its pictures, also one that is not listed: its link is its key. */
export function galleryEntryRoute(services: Services): Handler<AppEnv> {
  const reader = { ...services, describeModel: services.registry.describe }
  return async function galleryEntry(context) {
    const status = await readStatus(reader, jobIdOf(context))
    if (status === undefined) throw new AppError('JOB_NOT_FOUND')
    const images = status.results.filter((result) => result.status === 'completed')
    const answer: GalleryEntryAnswer = {
      galleryId: status.jobId,
      timestamp: status.createdAt,
      prompt: status.prompt,
      images,
      total: images.length,
    }
    return context.json(answer)
  }
}

function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const position = Buffer.from(cursor, 'base64url').toString()
  if (!isGalleryPosition(position) || Buffer.from(position).toString('base64url') !== cursor) {
    throw new AppError('INVALID_CURSOR')
  }
  return position
}
