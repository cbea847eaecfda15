import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { type EdgeRequest, toEdgeEvent, toPairs, toQuery } from '../../edge/edge-event.ts'
import { type EdgeAnswer, MAX_URL_CHARS } from '../../edge/read-outcome.ts'
import { createApp } from '../../lambda/src/http/app.ts'
import { viewerAddress } from '../../lambda/src/http/viewer-address.ts'
import type { SharedServices } from '../../lambda/src/services.ts'
import { type OriginName, originOf } from '../behaviors.ts'
import { SECURITY_HEADERS } from '../security-headers.ts'
import { createDataOrigin } from './data-origin.ts'
import { createEdge } from './edge.ts'
import type { OriginEnv } from './origin-env.ts'
import { createSiteOrigin, readSite } from './site-origin.ts'

interface FrontDoorOptions {
  /** The built edge function. */
  readonly edgeCode: string
  /** The built app, after what is kept of earlier builds; none where another server answers for it. */
  readonly siteFolders: readonly string[]
  /** Whether only this machine can reach the server; requests by any other name are then refused. */
  readonly isLocalOnly: boolean
}

const LOCAL_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Where the CDN says whether it had an answer already: here nothing is kept in front of the origins. */
const NO_CDN = 'no-cdn'

/**
 * One origin for the browser, in the order of the CDN: an origin is chosen by what the viewer asked for, the edge
 * function answers or changes the request, the origin answers, and every answer gets the same headers.
 */
export async function createFrontDoor(
  services: SharedServices,
  { edgeCode, siteFolders, isLocalOnly }: FrontDoorOptions,
): Promise<RequestListener> {
  const edge = createEdge(edgeCode, services.log)
  const viewerUris = new WeakMap<IncomingMessage, string>()
  const listen = (origin: Pick<Hono<OriginEnv>, 'fetch'>) => {
    // Requests come from a server of node:http, as the types of the listener leave open.
    return getRequestListener((request, env) => {
      const { incoming, outgoing } = env as OriginEnv['Bindings']
      return origin.fetch(request, { incoming, outgoing, viewerUri: viewerUris.get(incoming) ?? '' })
    })
  }
  const origins: Readonly<Record<OriginName, RequestListener>> = {
    api: listen(compressed(createApp({ ...services, clientAddress: viewerAddress }))),
    data: listen(createDataOrigin(services.store)),
    site: listen(createSiteOrigin(await readSite(...siteFolders), services.store)),
  }

  return function openFrontDoor(incoming, outgoing) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) outgoing.setHeader(name, value)
    outgoing.setHeader('server-timing', NO_CDN)
    // A page of another site whose name is made to point here (DNS rebinding) must not spend the owner's keys.
    if (isLocalOnly && !LOCAL_NAMES.includes(nameOf(incoming.headers.host))) {
      return send(outgoing, refusal(421, 'This address is not served here.'))
    }
    const url = incoming.url ?? ''
    if (!url.startsWith('/')) return send(outgoing, refusal(400, 'This is not an address of a page.'))
    if (url.length > MAX_URL_CHARS) return send(outgoing, refusal(414, 'This address is too long.'))
    const event = toEdgeEvent({
      method: incoming.method ?? '',
      url,
      headers: linesOf(incoming.rawHeaders),
      address: incoming.socket.remoteAddress ?? '',
    })
    const outcome = edge(event)
    if (outcome.kind === 'answer') return send(outgoing, outcome.answer)
    const viewerUri = event.request.uri
    viewerUris.set(incoming, viewerUri)
    change(incoming, outcome.request)
    return origins[originOf(viewerUri)](incoming, outgoing)
  }
}

/** The gallery, as the CDN does it (template.yaml). */
function compressed(api: Pick<Hono<OriginEnv>, 'fetch'>): Hono<OriginEnv> {
  const origin = new Hono<OriginEnv>()
  origin.use('/api/gallery/*', compress())
  origin.all('*', ({ req, env }) => api.fetch(req.raw, env))
  return origin
}

/** The host without its port; nothing where it cannot be read. */
function nameOf(host: string | undefined): string {
  const url = `http://${host ?? ''}`
  return URL.canParse(url) ? new URL(url).hostname : ''
}

function linesOf(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : []))
}

/** Makes of the viewer's request the one that the origin gets. */
function change(incoming: IncomingMessage, { uri, querystring, headers, cookies }: EdgeRequest): void {
  incoming.url = uri + toQuery(querystring)
  const cookie = toPairs(cookies).map(([name, value]) => `${name}=${value}`)
  incoming.rawHeaders = [...toPairs(headers).flat(), ...(cookie.length > 0 ? ['cookie', cookie.join('; ')] : [])]
}

function refusal(status: number, sentence: string): EdgeAnswer {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers, body: sentence }
}

function send(outgoing: ServerResponse, { status, headers, body }: EdgeAnswer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}
