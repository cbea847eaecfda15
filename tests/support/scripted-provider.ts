/**
 * A server of OpenAI's images API that does as it is told. The mode is the model's id, or the part after `/modes/` of a
 * base address such as `http://127.0.0.1:9000/modes/slow-3000/v1`. As a program:
 * `node tests/support/scripted-provider.ts --port 9000`, then GENERIC_BASE_URL=http://127.0.0.1:9000/v1 and a mode as model.
 */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { makePng } from './make-png.ts'

/** A request as it reached the server. */
export interface RecordedRequest {
  /** The whole mode, argument included: `slow-3000`. */
  readonly mode: string
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Undefined where the body is no JSON. */
  readonly json: unknown
}

export interface ScriptedExchange {
  readonly recorded: RecordedRequest
  /** What follows the mode's name: `3000` of `slow-3000`. */
  readonly argument: string | undefined
  /** Requests of the same mode and method so far, this one included. */
  readonly count: number
  readonly origin: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Answers, or leaves the other side waiting. A promise is awaited; any other value is ignored. */
export type ScriptedMode = (exchange: ScriptedExchange) => unknown

export interface ScriptedProvider {
  readonly origin: string
  /** For GENERIC_BASE_URL, with the mode as model id. */
  readonly baseUrl: string
  /** For a server whose dialect sends no model id. */
  readonly baseUrlOf: (mode: string) => string
  readonly requests: readonly RecordedRequest[]
  /** How many pictures were asked for: of one mode, or in all. */
  readonly calls: (mode?: string) => number
  readonly close: () => Promise<void>
}

const Asked = v.object({
  model: v.optional(v.string()),
  prompt: v.optional(v.string()),
  size: v.optional(v.string()),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
})

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** An error in OpenAI's form. */
export function answerError(response: ServerResponse, status: number, code: string, headers: object = {}): void {
  answerJson(
    response,
    status,
    { error: { message: `scripted: ${code}`, type: 'scripted', param: null, code } },
    headers,
  )
}

function pictureFor({ recorded, argument = '' }: ScriptedExchange): Buffer {
  const asked = v.safeParse(Asked, recorded.json)
  const { prompt = '', size = '', width, height } = asked.success ? asked.output : {}
  const [, across, down] = /^(\d+)x(\d+)$/.exec(argument) ?? /^(\d+)x(\d+)$/.exec(size) ?? []
  return makePng(Number(across ?? width ?? 512), Number(down ?? height ?? 512), prompt)
}

function answerPicture(exchange: ScriptedExchange): void {
  const base64 = pictureFor(exchange).toString('base64')
  answerJson(exchange.response, 200, { created: 1_790_000_000, data: [{ b64_json: base64 }] })
}

/** Sends one chunk over and over; ends with an error when the other side has had enough. */
function flood({ response }: ScriptedExchange, chunk: Buffer, times: number): Promise<void> {
  function* chunks() {
    for (let sent = 0; sent < times; sent += 1) yield chunk
  }
  return pipeline(Readable.from(chunks()), response)
}

const PAGE = '<!doctype html><title>Bad gateway</title><h1>502 Bad Gateway</h1>'
const MEBIBYTE = Buffer.alloc(1024 * 1024, ' ')

/** What each mode does with a request for a picture. */
const MODES: Readonly<Record<string, ScriptedMode>> = {
  ok: answerPicture,
  /** slow-{milliseconds} */
  slow: async (exchange) => {
    await sleep(Number(exchange.argument ?? 1000))
    answerPicture({ ...exchange, argument: undefined })
  },
  hang: () => undefined,
  fails: ({ response }) => answerError(response, 500, 'server_error'),
  refuses: ({ response }) => answerError(response, 400, 'content_policy_violation'),
  gone: ({ response }) => answerError(response, 404, 'model_not_found'),
  garbled: ({ response }) => {
    answerJson(response, 200, { data: [{ b64_json: Buffer.from('these bytes are no picture').toString('base64') }] })
  },
  html200: ({ response }) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE),
  endless: async (exchange) => {
    exchange.response.writeHead(200, { 'content-type': 'application/json' })
    await flood(exchange, MEBIBYTE, Number.POSITIVE_INFINITY)
  },
  /** 50 MB, and it says so. */
  big: async (exchange) => {
    const headers = { 'content-type': 'application/json', 'content-length': 50 * MEBIBYTE.length }
    exchange.response.writeHead(200, headers)
    await flood(exchange, MEBIBYTE, 50)
  },
  drop: ({ request }) => request.socket.destroy(),
  /** rate-{n}: too many requests n times, then a picture. */
  rate: (exchange) => {
    const { count, argument = '1', response } = exchange
    if (count <= Number(argument)) answerError(response, 429, 'rate_limit_exceeded', { 'retry-after': '1' })
    else answerPicture({ ...exchange, argument: undefined })
  },
  url: ({ response, origin }) => {
    answerJson(response, 200, { created: 1_790_000_000, data: [{ url: `${origin}/pictures/512x512.png` }] })
  },
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const body = Buffer.concat(parts)
  const path = request.url ?? '/'
  const json = parseJson(body.toString())
  const asked = v.safeParse(Asked, json)
  const mode = /^\/modes\/([^/]+)/.exec(path)?.[1] ?? (asked.success ? asked.output.model : undefined) ?? 'ok'
  return { mode, method: request.method ?? '', path, headers: request.headers, body, json }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a GET, or a form
  }
}

interface ScriptedOptions {
  /** 0 = any free port. */
  readonly port?: number
  /** More modes, or other ones under the same names. */
  readonly modes?: Readonly<Record<string, ScriptedMode>>
}

export async function startScriptedProvider({ port = 0, modes = {} }: ScriptedOptions = {}): Promise<ScriptedProvider> {
  const requests: RecordedRequest[] = []
  const known = { ...MODES, ...modes }
  let origin = ''

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await record(request)
    requests.push(recorded)
    const { mode, method, path } = recorded
    const size = /^\/pictures\/(\d+)x(\d+)\.png/.exec(path)
    if (size !== null) {
      response.writeHead(200, { 'content-type': 'image/png' }).end(makePng(Number(size[1]), Number(size[2])))
      return
    }
    const [name = '', argument] = known[mode] === undefined ? mode.split(/-(.*)/) : [mode]
    const count = requests.filter((each) => each.mode === mode && each.method === method).length
    const run = known[name]
    if (run === undefined) answerError(response, 404, 'unknown_mode')
    else await run({ recorded, argument, count, origin, request, response })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy()) // the other side went away while it was read or written
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a server on a port has an address object')
  origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    baseUrl: `${origin}/v1`,
    baseUrlOf: (mode) => `${origin}/modes/${mode}/v1`,
    requests,
    calls: (mode) => requests.filter((each) => each.method === 'POST' && (mode ?? each.mode) === each.mode).length,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '9000' } } })
  const provider = await startScriptedProvider({ port: Number(values.port) })
  console.info(`scripted provider: ${provider.baseUrl}, modes ${Object.keys(MODES).join(', ')}`)
}
