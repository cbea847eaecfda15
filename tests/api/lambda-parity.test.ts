import { serve } from '@hono/node-server'
import type { LambdaEvent } from 'hono/aws-lambda'
import { handle } from 'hono/aws-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../lambda/src/http/app.ts'
import { ORIGIN_SECRET_HEADER } from '../../lambda/src/http/from-edge-only.ts'
import { viewerAddress } from '../../lambda/src/http/viewer-address.ts'
import { toLambdaContext, toPayloadV2 } from '../support/payload-v2.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

let api: TestApi
let server: ReturnType<typeof serve>
let url: string

beforeAll(async () => {
  api = await startApi()
  url = await new Promise<string>((ready) => {
    server = serve({ fetch: api.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      ready(`http://127.0.0.1:${port}`),
    )
  })
})
afterAll(async () => {
  await new Promise((closed) => server.close(closed))
  await api.close()
})

const SECRET = 's'.repeat(32)
const KEY = '0190a8b5-0000-7000-8000-00000000000a'
const REQUESTS: readonly [string, string, RequestInit][] = [
  ['a read', '/api/models', {}],
  ['a read with a query', '/api/health?nonce=abc&nonce=def', {}],
  ['HEAD', '/api/models', { method: 'HEAD' }],
  ['a prompt with a key', '/api/generate', post({ prompt: 'ein Fuchs für „dich" 🦊' }, { 'Idempotency-Key': KEY })],
  ['the same prompt again', '/api/generate', post({ prompt: 'ein Fuchs für „dich" 🦊' }, { 'Idempotency-Key': KEY })],
  ['another body', '/api/generate', post({ prompt: 'x' }, { 'Idempotency-Key': KEY })],
  ['the status of a job', `/api/status/${KEY}`, {}],
  ['broken JSON', '/api/generate', post('{')],
  ['a body that is too large', '/api/generate', post({ prompt: 'x', pad: 'x'.repeat(70_000) })],
  [
    'bytes that are no UTF-8',
    '/api/generate',
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: new Uint8Array([123, 255, 254]) },
  ],
  ['an unknown route', '/api/nowhere', {}],
  ['a wrong method', '/api/generate', { method: 'DELETE' }],
  ['an escaped path', '/api/status/%E2%82%AC%2F..', {}],
  ['a client log', '/api/log', post({ level: 'INFO', message: 'hello' })],
]

/** What differs from call to call or by the transport is left out. */
const VARYING = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']

async function read(response: Response) {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !VARYING.includes(name)))
  return { status: response.status, headers, body: await response.text() }
}

describe('the API under Lambda and under Node', () => {
  it.each(REQUESTS)('answers %s alike', async (_name, path, init) => {
    const headers = {
      ...Object.fromEntries(new Headers(init.headers)),
      'X-Correlation-ID': 'parity',
      [ORIGIN_SECRET_HEADER]: SECRET,
    }
    const overHttp = await read(await fetch(`${url}${path}`, { ...init, headers }))

    const other = createApp({ ...api.services, clientAddress: viewerAddress, originSecrets: [SECRET] })
    const event: LambdaEvent = await toPayloadV2(new Request(`http://localhost${path}`, { ...init, headers }))
    const answer = await handle(other)(event, toLambdaContext())
    const body = answer.isBase64Encoded ? Buffer.from(answer.body, 'base64') : answer.body
    const headersOut = new Headers(
      Object.entries(answer.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const overLambda = await read(
      new Response(init.method === 'HEAD' ? null : body, { status: answer.statusCode, headers: headersOut }),
    )

    // The first of the two calls with a new key makes the job, the second finds it.
    delete overHttp.headers['idempotency-replayed']
    delete overLambda.headers['idempotency-replayed']
    expect(overLambda).toEqual(overHttp)
  })
})
