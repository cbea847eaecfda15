import { describe, expect, it } from 'vitest'
import { createApi } from '#api/api.ts'
import type { HealthAnswer } from '#contract/health.ts'
import { createFakeServer, errorAnswer, okAnswer, type SeenRequest } from '../fake-server.ts'
import { idOf } from '../manual-outbox.ts'
import { createOutboxApi } from './outbox-api.ts'

function setUp() {
  const server = createFakeServer()
  const api = createApi({ fetch: server.fetch, sleep: async () => undefined })
  return {
    server,
    api: createOutboxApi({ api, ownerKey: async () => 'the key of this device', mintId: () => idOf(9) }),
  }
}

const healthy = (nonce: string): HealthAnswer => ({ version: '1', store: 'ok', queue: 'ok', models: [], nonce })
const page = (status: number) => () => new Response('<h1>Sign in</h1>', { status })

describe('what the outbox asks of the API', () => {
  it('sends the frozen body under its key, with the key of the device', async () => {
    const { server, api } = setUp()
    await api.generate({ id: idOf(1), body: '{"prompt":"a fox"}', correlationId: idOf(2) })
    const [sent] = server.requestsTo('/api/generate')
    expect(sent?.body).toBe('{"prompt":"a fox"}')
    expect(Object.fromEntries(sent?.headers ?? [])).toMatchObject({
      'idempotency-key': idOf(1),
      'x-correlation-id': idOf(2),
      authorization: 'Bearer the key of this device',
    })
  })

  it.each<[string, (request: SeenRequest) => Response | Promise<Response>, string]>([
    ['our answer with the nonce', ({ path }) => okAnswer(healthy(path.split('nonce=')[1] ?? '')), 'there'],
    ['our answer of another day', () => okAnswer(healthy(idOf(3))), 'portal'],
    ['our server in trouble', () => errorAnswer('SERVICE_UNAVAILABLE'), 'there'],
    ['a sign-in page', page(200), 'portal'],
    ["a proxy's page about a server in trouble", page(502), 'away'],
    ['nothing', () => Promise.reject(new TypeError('Failed to fetch')), 'away'],
  ])('takes %s for what it is', async (_what, responder, found) => {
    const { server, api } = setUp()
    server.respond('/api/health', responder)
    expect(await api.probe()).toBe(found)
    expect(server.requestsTo('/api/health')).toHaveLength(1)
  })
})
