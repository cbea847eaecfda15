import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ErrorAnswer } from '#contract/error-answer.ts'
import { HEADERS } from '#contract/routes.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import { createPromptWatch } from './prompt-watch.ts'

/** What may befall a request on its way to the server or back. */
export const FAULTS = [
  'dropped-before',
  'dropped-after',
  'error-before',
  'error-after',
  'cut',
  'slow',
  'limit',
  'portal',
  'redirect',
  'firewall',
] as const
export type Fault = (typeof FAULTS)[number]

export interface FaultServer {
  readonly url: string
  /** Decides what befalls the next prompt. */
  decide: () => Fault | 'none'
  /** While true a sign-in page answers for all of the API. */
  hasPortal: boolean
  /** What must not happen, as it was seen. */
  readonly problems: readonly string[]
  /** Requests with a prompt so far. */
  readonly posts: () => number
  readonly close: () => Promise<void>
}

interface FaultOptions {
  /** The real server. */
  readonly target: string
  readonly port?: number
  /** Longer than the client waits. */
  readonly slowMs: number
}

const PORTAL_PAGE = '<!doctype html><title>Welcome</title><p>Please sign in to this network.</p>'

/** A bad network before the real server, which counts what it sees of each prompt. */
export async function startFaultServer({ target, port = 0, slowMs }: FaultOptions): Promise<FaultServer> {
  const watch = createPromptWatch()
  const accepted = new Set<string>()
  const faults: FaultServer = {
    url: '',
    decide: () => 'none',
    hasPortal: false,
    problems: watch.problems,
    posts: watch.posts,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on TCP has an address of this kind.
  return Object.assign(faults, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readBody(incoming)
    if (incoming.url?.startsWith('/api/') && faults.hasPortal) return portal(outgoing)
    if (incoming.method !== 'POST' || incoming.url !== '/api/generate') {
      return reply(outgoing, await ask(target, incoming, body))
    }
    const key = String(incoming.headers[HEADERS.idempotencyKey.toLowerCase()])
    const end = watch.begin(key, body.toString(), outgoing)
    try {
      await befall(faults.decide(), outgoing, {
        isAccepted: accepted.has(key),
        slowMs,
        async forward() {
          const answer = await ask(target, incoming, body)
          if (answer.status === 200) accepted.add(key)
          return answer
        },
      })
    } finally {
      end()
    }
  }
}

interface Exchange {
  /** The server knows the prompt already. */
  readonly isAccepted: boolean
  readonly slowMs: number
  /** Lets the real server answer. */
  readonly forward: () => Promise<Answer>
}

async function befall(
  fault: Fault | 'none',
  outgoing: ServerResponse,
  { isAccepted, slowMs, forward }: Exchange,
): Promise<void> {
  const page = (status: number) => {
    outgoing.writeHead(status, { 'Content-Type': 'text/html' }).end(`<h1>${status}</h1>`)
  }
  switch (fault) {
    case 'none':
      return reply(outgoing, await forward())
    case 'dropped-before':
      return void outgoing.destroy()
    case 'dropped-after':
      await forward()
      return void outgoing.destroy()
    case 'error-before':
      return page(503)
    case 'error-after':
      await forward()
      return page(502)
    case 'cut':
      return cut(outgoing, await forward())
    case 'slow': {
      const gone = once(outgoing, 'close')
      const answer = await forward()
      await Promise.race([sleep(slowMs), gone])
      return reply(outgoing, answer)
    }
    case 'limit':
      // A key that the server knows is answered before any limit.
      return isAccepted ? reply(outgoing, await forward()) : limit(outgoing)
    case 'portal':
      return portal(outgoing)
    case 'redirect':
      return void outgoing.writeHead(302, { Location: 'http://sign-in.invalid/' }).end()
    case 'firewall':
      return page(403)
    default:
      return fault satisfies never
  }
}

async function ask(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const outgoing = request(new URL(incoming.url ?? '/', target), {
    method: incoming.method,
    headers: incoming.headers,
  })
  outgoing.end(body)
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage] // what this event brings
  return { status: response.statusCode ?? 500, headers: response.headers, body: await readBody(response) }
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

function reply(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  if (!outgoing.destroyed) outgoing.writeHead(status, withoutLength(headers)).end(body)
}

/** Says how long the answer is, and ends in the middle of it. */
function cut(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, { ...withoutLength(headers), 'Content-Length': body.length })
  outgoing.write(body.subarray(0, body.length >> 1), () => outgoing.destroy())
}

function withoutLength({
  connection: _,
  'transfer-encoding': __,
  'content-length': ___,
  ...headers
}: Answer['headers']) {
  return headers
}

function limit(outgoing: ServerResponse): void {
  const answer: ErrorAnswer = {
    error: 'RATE_LIMIT_EXCEEDED',
    message: USER_MESSAGES.RATE_LIMIT_EXCEEDED,
    correlationId: 'fault',
  }
  const headers = { 'Content-Type': 'application/json', [HEADERS.marker]: 'fault', 'Retry-After': '1' }
  outgoing.writeHead(429, headers).end(JSON.stringify(answer))
}

function portal(outgoing: ServerResponse): void {
  outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end(PORTAL_PAGE)
}

async function readBody(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer) // a stream without an encoding
  return Buffer.concat(chunks)
}
