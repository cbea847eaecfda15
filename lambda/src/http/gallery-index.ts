import type { Handler } from 'hono'
import type { GalleryIndexAnswer } from '#contract/gallery-index.ts'
import { readIndex } from '../gallery/read-index.ts'
import { sendMessages } from '../jobs/send-message.ts'
import type { AppContext, AppEnv } from './app-context.ts'
import { encodeTime, readTime } from './gallery-cursor.ts'
import type { Services } from './services.ts'

/** How long a process waits before it asks for the sealing of days again: everybody may call this route. */
const ASK_AGAIN_MS = 60_000

/**
 * GET /api/gallery/index?since&before: where the whole gallery can be read from. A day that is over and not sealed yet
 * is handed to the worker; this answer does without it.
 */
export function galleryIndexRoute(services: Services): Handler<AppEnv> {
  const askForSealing = createSealingRequest(services)
  return async function galleryIndex(context) {
    const sinceMs = readTime(context.req.query('since'))
    const beforeMs = readTime(context.req.query('before'))
    const index = await readIndex(services, { sinceMs, beforeMs })
    if (index.isUnsealed) await askForSealing(context)
    const answer: GalleryIndexAnswer = {
      days: index.days,
      deleted: index.deleted,
      late: [...index.late],
      deletedCursor: encodeTime(index.toldAtMs),
      ...(index.nextBeforeMs !== undefined && { next: encodeTime(index.nextBeforeMs) }),
    }
    return context.json(answer)
  }
}

function createSealingRequest({ queue, timing, log }: Services): (context: AppContext) => Promise<void> {
  let askedAtMs = Number.NEGATIVE_INFINITY
  return async function askForSealing(context) {
    const now = timing.now()
    // Math.abs: a clock that was put back must not end the asking.
    if (Math.abs(now - askedAtMs) < ASK_AGAIN_MS) return
    askedAtMs = now
    try {
      await sendMessages(queue, { type: 'seal', correlationId: context.get('correlationId') })
    } catch (error) {
      // The index is complete without it: younger days stand in the list.
      log.warn('sealing-not-asked', {}, error)
    }
  }
}
