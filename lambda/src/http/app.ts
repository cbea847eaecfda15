import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '#contract/errors.ts'
import { LIMITS } from '#contract/limits.ts'
import { ROUTES } from '#contract/routes.ts'
import type { AppContext, AppEnv } from './app-context.ts'
import { clientLogRoute } from './client-log.ts'
import { correlationId } from './correlation-id.ts'
import { enhanceRoute } from './enhance.ts'
import { answerError } from './error-response.ts'
import { galleryEntryRoute, galleryListRoute } from './gallery.ts'
import { generateRoute } from './generate.ts'
import { healthRoute } from './health.ts'
import { cancelRoute, retryRoute } from './jobs.ts'
import { modelsRoute } from './models.ts'
import { requestDeadline } from './request-deadline.ts'
import { requestLog } from './request-log.ts'
import type { Services } from './services.ts'
import { statusRoute } from './status.ts'

function tooLarge(): never {
  throw new AppError('BODY_TOO_LARGE')
}

/** The API: the same application under Lambda and under Node. */
export function createApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  const takeEnhanceTurn = (context: AppContext) => {
    return services.limiter.enhance({ address: services.clientAddress(context), id: randomUUID() })
  }
  app.use(correlationId())
  app.use(requestLog(services))
  app.use(requestDeadline(LIMITS.requestDeadlineMs))
  app.use(ROUTES.log.path, bodyLimit({ maxSize: LIMITS.maxLogBodyBytes, onError: tooLarge }))
  app.use(bodyLimit({ maxSize: LIMITS.maxBodyBytes, onError: tooLarge }))

  app.post(ROUTES.generate.path, generateRoute(services))
  app.get(ROUTES.status.path, statusRoute(services))
  app.post(ROUTES.cancel.path, cancelRoute(services))
  app.post(ROUTES.retry.path, retryRoute(services))
  app.post(ROUTES.enhance.path, enhanceRoute({ ...services, takeEnhanceTurn }))
  app.get(ROUTES.models.path, modelsRoute(services))
  app.get(ROUTES.health.path, healthRoute(services))
  app.post(ROUTES.log.path, clientLogRoute(services))
  app.get(ROUTES.galleryList.path, galleryListRoute(services))
  app.get(ROUTES.galleryEntry.path, galleryEntryRoute(services))

  for (const { method, path } of Object.values(ROUTES)) {
    app.all(path, (context) => {
      context.header('Allow', method === 'GET' ? 'GET, HEAD' : method)
      throw new AppError('METHOD_NOT_ALLOWED')
    })
  }
  app.notFound(() => {
    throw new AppError('NOT_FOUND')
  })
  app.onError((error, context) => answerError(services, error, context))
  return app
}
