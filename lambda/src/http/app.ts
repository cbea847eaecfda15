import { randomUUID } from 'node:crypto'
import { type Handler, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '#contract/errors.ts'
import { LIMITS } from '#contract/limits.ts'
import { ROUTES } from '#contract/routes.ts'
import type { AppContext, AppEnv } from './app-context.ts'
import { clientLogRoute } from './client-log.ts'
import { correlationId } from './correlation-id.ts'
import { enhanceRoute } from './enhance.ts'
import { answerError } from './error-response.ts'
import { fromEdgeOnly } from './from-edge-only.ts'
import { galleryDeleteRoute, galleryEntryRoute, galleryListRoute } from './gallery.ts'
import { galleryIndexRoute } from './gallery-index.ts'
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

type RouteName = keyof typeof ROUTES

/** Every route in the order of the contract, so that a name is never taken for an id; an address says what it takes. */
function mount(app: Hono<AppEnv>, handlers: Readonly<Record<RouteName, Handler<AppEnv>>>): void {
  const names = Object.keys(ROUTES) as RouteName[] // a constant: it has these keys and no others
  for (const [path, sharing] of Map.groupBy(names, (name) => ROUTES[name].path)) {
    for (const name of sharing) app.on(ROUTES[name].method, path, handlers[name])
    const allowed = sharing
      .map((name) => ROUTES[name].method)
      .map((method) => (method === 'GET' ? 'GET, HEAD' : method))
    app.all(path, (context) => {
      context.header('Allow', allowed.join(', '))
      throw new AppError('METHOD_NOT_ALLOWED')
    })
  }
}

/** The API: the same application under Lambda and under Node. */
export function createApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  const takeEnhanceTurn = (context: AppContext) => {
    return services.limiter.enhance({ address: services.clientAddress(context), id: randomUUID() })
  }
  app.use(correlationId())
  app.use(requestLog(services))
  if (services.originSecrets !== undefined) app.use(fromEdgeOnly(services.originSecrets))
  app.use(requestDeadline(LIMITS.requestDeadlineMs))
  app.use(ROUTES.log.path, bodyLimit({ maxSize: LIMITS.maxLogBodyBytes, onError: tooLarge }))
  app.use(bodyLimit({ maxSize: LIMITS.maxBodyBytes, onError: tooLarge }))

  mount(app, {
    generate: generateRoute(services),
    status: statusRoute(services),
    cancel: cancelRoute(services),
    retry: retryRoute(services),
    enhance: enhanceRoute({ ...services, takeEnhanceTurn }),
    models: modelsRoute(services),
    health: healthRoute(services),
    log: clientLogRoute(services),
    galleryList: galleryListRoute(services),
    galleryIndex: galleryIndexRoute(services),
    galleryEntry: galleryEntryRoute(services),
    galleryDelete: galleryDeleteRoute(services),
  })
  app.notFound(() => {
    throw new AppError('NOT_FOUND')
  })
  app.onError((error, context) => answerError(services, error, context))
  return app
}
