import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface FakeVendors {
  readonly origin: string
  /** Settings that point every vendor at this server. */
  readonly environment: Readonly<Record<string, string>>
  /** Requests for a picture so far, polls and downloads not counted. */
  readonly calls: () => number
  readonly close: () => Promise<void>
}

interface FakeVendorsOptions {
  /** Milliseconds until a vendor has its picture. */
  readonly delayMs: number
  readonly picture: Buffer
}

/** One server that speaks the protocols of all live vendors, each below a path of its own, and always has a picture. */
export async function startFakeVendors({ delayMs, picture }: FakeVendorsOptions): Promise<FakeVendors> {
  const base64 = picture.toString('base64')
  const submittedAt = new Map<string, number>()
  let calls = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume()
    const [path = '', query = ''] = (request.url ?? '').split('?')
    const vendor = path.split('/')[1] ?? ''
    if (path === '/bfl/picture.png') return send(response, picture)
    if (path === '/bfl/v1/get_result') return poll(response, query)
    if (path.endsWith('/moderations')) return sendJson(response, { results: [{ flagged: false, categories: {} }] })
    calls += 1
    if (vendor === 'bfl') return submit(response, `task-${calls}`)
    await Promise.all([sleep(delayMs), once(request, 'end')])
    const json = ANSWERS[vendor]
    if (json === undefined) send(response, picture)
    else sendJson(response, json(base64))
  }

  function submit(response: ServerResponse, id: string): void {
    submittedAt.set(id, Date.now())
    sendJson(response, { id, polling_url: `${origin}/bfl/v1/get_result?id=${id}`, cost: 3 })
  }

  function poll(response: ServerResponse, query: string): void {
    const id = new URLSearchParams(query).get('id') ?? ''
    const isReady = Date.now() - (submittedAt.get(id) ?? 0) >= delayMs
    const result = isReady ? { sample: `${origin}/bfl/picture.png` } : null
    sendJson(response, { id, status: isReady ? 'Ready' : 'Pending', result })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy()) // the other side went away
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's
  return {
    origin,
    calls: () => calls,
    environment: {
      OPENAI_API_KEY: 'fake',
      OPENAI_BASE_URL: `${origin}/openai/v1`,
      GEMINI_API_KEY: 'fake',
      GEMINI_BASE_URL: `${origin}/gemini/v1beta`,
      AWS_BEARER_TOKEN_BEDROCK: 'fake',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: `${origin}/bedrock`,
      STABILITY_API_KEY: 'fake',
      STABILITY_BASE_URL: `${origin}/stability`,
      BFL_API_KEY: 'fake',
      BFL_BASE_URL: `${origin}/bfl/v1`,
      RECRAFT_API_KEY: 'fake',
      RECRAFT_BASE_URL: `${origin}/recraft/v1`,
      GENERIC_BASE_URL: `${origin}/generic/v1`,
      GENERIC_MODEL_ID: 'any-model',
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const openAiAnswer = (base64: string) => ({ created: 1_790_000_000, data: [{ b64_json: base64 }] })

/** The answers that are JSON; Stability answers the bytes themselves. */
const ANSWERS: Readonly<Record<string, (base64: string) => unknown>> = {
  openai: openAiAnswer,
  generic: openAiAnswer,
  recraft: openAiAnswer,
  gemini: (data) => ({
    candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data } }] }, finishReason: 'STOP' }],
  }),
  bedrock: (base64) => ({ seeds: [1], finish_reasons: [null], images: [base64] }),
}

function send(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'image/png', 'finish-reason': 'SUCCESS' }).end(bytes)
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
