import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ProviderAnswer, ProviderStep } from './provider-case.ts'

export interface ReplayedRequest {
  readonly method: string
  /** Path and query as they were sent. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** What was wrong with it: not the expected address, or credentials where none may be. */
  readonly complaint?: string
}

export interface ReplayServer {
  readonly origin: string
  readonly requests: readonly ReplayedRequest[]
  readonly close: () => Promise<void>
}

const CREDENTIALS = ['authorization', 'x-key', 'x-goog-api-key', 'x-amz-security-token', 'cookie']

/** OpenAI's moderation of a prompt, which its key switches on: answered aside where no step is about it. */
const CLEAN = { results: [{ flagged: false, categories: {}, category_scores: {} }] }

/** A vendor's server that answers the steps in order; the last one answers whatever comes after it. */
export async function startReplayServer(steps: readonly ProviderStep[]): Promise<ReplayServer> {
  const requests: ReplayedRequest[] = []
  const server = createServer()
  server.on('request', async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url: path = '', headers } = request
    if (path.endsWith('/moderations') && !steps.some((step) => step.path === path)) {
      send(response, { status: 200, json: CLEAN }, origin)
      return
    }
    const step = steps[Math.min(requests.length, steps.length - 1)]
    const complaint = step === undefined ? 'nothing was expected' : complaintAbout(step, { method, path, headers })
    requests.push({ method, path, headers, body: Buffer.concat(chunks), ...(complaint !== undefined && { complaint }) })
    if (step === undefined || complaint !== undefined) response.writeHead(418).end(complaint)
    else send(response, step.answer, origin)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's
  return {
    origin,
    requests,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function complaintAbout(
  step: ProviderStep,
  { method, path, headers }: Pick<ReplayedRequest, 'method' | 'path' | 'headers'>,
): string | undefined {
  if (method !== step.method || path !== step.path)
    return `${method} ${path} came in the place of ${step.method} ${step.path}`
  const sent = CREDENTIALS.filter((name) => name in headers)
  return step.withoutKey && sent.length > 0 ? `${sent.join(', ')} came with ${path}` : undefined
}

function send(response: ServerResponse, { status, headers, json, text, bytes }: ProviderAnswer, origin: string): void {
  const written = json === undefined ? undefined : JSON.stringify(json).replaceAll('{origin}', origin)
  response.writeHead(status, { ...(written !== undefined && { 'content-type': 'application/json' }), ...headers })
  response.end(written ?? text ?? bytes)
}
