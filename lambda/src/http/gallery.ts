import type { Handler } from 'hono'
import * as v from 'valibot'
import { AppError } from '#contract/errors.ts'
import type { GalleryEntryAnswer, GalleryListAnswer } from '#contract/gallery.ts'
import { LIMITS } from '#contract/limits.ts'
import { mayBeUnderWay } from '../gallery/day.ts'
import { createDayMemory } from '../gallery/day-memory.ts'
import { listEntries } from '../gallery/list-entries.ts'
import { deleteJob } from '../jobs/delete-job.ts'
import { readJob } from '../jobs/read-status.ts'
import { timeOfPosition } from '../store/keys.ts'
import type { AppEnv } from './app-context.ts'
import { callerOf } from './caller-of.ts'
import { encodeCursor, readPosition } from './gallery-cursor.ts'
import { jobIdOf } from './job-id-of.ts'
import type { Services } from './services.ts'

const Limit = v.optional(
  v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(LIMITS.maxPageSize)),
  String(LIMITS.defaultPageSize),
)

/**
 * How long the edge keeps a page. Entries stand by the time at which their prompt came: where all prompts of a page have
 * ended, it changes only by deletion, which the edge is told, and by a further attempt, which shows an hour late. The app
 * asks with `no-cache`, so that no browser keeps what is deleted.
 */
const PAGE_CACHE = {
  young: 'public, max-age=5, stale-while-revalidate=60, stale-if-error=600',
  settled: 'public, max-age=3600',
} as const

/** GET /api/gallery/list?limit&cursor: a page of published jobs, newest first. */
export function galleryListRoute({ store, log, timing }: Services): Handler<AppEnv> {
  const readDay = createDayMemory({ store, log })
  return async function listGallery(context) {
    const limit = v.safeParse(Limit, context.req.query('limit'))
    if (!limit.success) throw new AppError('INVALID_REQUEST', { fields: ['limit'] })
    const after = readPosition(context.req.query('cursor'))
    const { entries, next } = await listEntries({ store, log, timing, readDay, after, limit: limit.output })
    const answer: GalleryListAnswer = {
      galleries: [...entries],
      ...(next !== undefined && { nextCursor: encodeCursor(next) }),
    }
    const isYoung = after === undefined || mayBeUnderWay(timeOfPosition(after), timing)
    context.header('Cache-Control', isYoung ? PAGE_CACHE.young : PAGE_CACHE.settled)
    return context.json(answer)
  }
}

/** GET /api/gallery/{id}: everything about one job, also one that is not listed: its link is its key. */
export function galleryEntryRoute(services: Services): Handler<AppEnv> {
  const reader = { ...services, describeModel: services.registry.describe }
  return async function galleryEntry(context) {
    const job = await readJob(reader, jobIdOf(context))
    if (job === undefined) throw new AppError('JOB_NOT_FOUND')
    const { request, status } = job
    const { negativePrompt, seed } = request
    const images = status.results.filter((result) => result.status === 'completed')
    const answer: GalleryEntryAnswer = {
      galleryId: request.jobId,
      timestamp: request.createdAt,
      prompt: request.prompt,
      aspectRatio: request.aspectRatio,
      ...(negativePrompt !== undefined && { negativePrompt }),
      ...(seed !== undefined && { seed }),
      published: request.publish,
      results: status.results,
      images,
      total: images.length,
    }
    return context.json(answer)
  }
}

/** DELETE /api/gallery/{id}: the job is gone for everybody from the answer on; the worker erases what is left of it. */
export function galleryDeleteRoute(services: Services): Handler<AppEnv> {
  return async function deleteEntry(context) {
    const jobId = jobIdOf(context)
    await deleteJob(services, {
      jobId,
      caller: callerOf(services, context),
      correlationId: context.get('correlationId'),
    })
    services.log.info('job-deleted', { jobId })
    return context.body(null, 204)
  }
}
