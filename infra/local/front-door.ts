import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { createApp } from '../../lambda/src/http/app.ts'
import type { SharedServices } from '../../lambda/src/services.ts'
import { imagesRoute } from './images.ts'
import { readSite, siteRoute } from './site.ts'

/** Headers of every answer that keep a browser from guessing. */
const SAFETY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

interface FrontDoorOptions {
  /** The built app, after what is kept of earlier builds; none where another server answers for it. */
  readonly siteFolders: readonly string[]
  /** Whether only this machine can reach the server; requests by any other name are then refused. */
  readonly isLocalOnly: boolean
}

const LOCAL_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/**
 * One origin for the browser, as behind the edge: the API under /api, pictures under /images, the app everywhere else.
 */
export async function createFrontDoor(
  services: SharedServices,
  { siteFolders, isLocalOnly }: FrontDoorOptions,
): Promise<Hono> {
  const api = createApp({ ...services, clientAddress: (context) => getConnInfo(context).remote.address })
  const door = new Hono()
  door.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(SAFETY_HEADERS)) context.header(name, value)
  })
  if (isLocalOnly) {
    // A page of another site whose name is made to point here (DNS rebinding) must not spend the owner's keys.
    door.use(async (context, next) => {
      if (LOCAL_NAMES.includes(new URL(context.req.url).hostname)) return next()
      return context.text('This address is not served here.', 421)
    })
  }
  door.all('/api/*', (context) => api.fetch(context.req.raw, context.env))
  door.get('/images/*', imagesRoute(services.store))
  if (siteFolders.length > 0) door.get('*', siteRoute(await readSite(...siteFolders)))
  return door
}
