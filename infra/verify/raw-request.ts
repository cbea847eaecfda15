import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

export interface RawAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface RawRequest {
  readonly method?: string
  /** Path and query, sent as they stand: `fetch` would tidy up what is hostile. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Ask = (request: RawRequest) => Promise<RawAnswer>

const LIMIT_MS = 30_000

/** Asks one origin. Redirects are answers here. @throws where no answer comes, or the path cannot be put into a request */
export function createAsk(target: string): Ask {
  const { protocol, hostname, port } = new URL(target)
  const send = protocol === 'https:' ? requestHttps : requestHttp
  return function ask({ method = 'GET', path, headers = {} }) {
    return new Promise((resolve, reject) => {
      const call = send({ hostname: hostname.replace(/^\[|\]$/g, ''), port, method, path, headers, timeout: LIMIT_MS })
      call.once('timeout', () => call.destroy(new Error(`${path} has not answered within ${LIMIT_MS / 1000} s`)))
      call.once('error', reject)
      call.once('response', (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('error', reject)
        response.once('end', () => {
          const named = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
          resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(named), body: Buffer.concat(parts) })
        })
      })
      call.end()
    })
  }
}
