import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderAnswer, ProviderStep } from '../../../tests/providers/provider-case.ts'
import { REPLAY_KEY, replayCase } from '../../../tests/providers/replay-case.ts'
import { createTestRuntime, testRequest } from '../../../tests/support/provider-runtime.ts'
import { answerJson, type ScriptedProvider, startScriptedProvider } from '../../../tests/support/scripted-provider.ts'
import { createBlackForestLabs } from './black-forest-labs.ts'
import type { ProviderRuntime } from './provider-context.ts'

const ROW = { id: 'bfl:flux-2-pro', vendorModel: 'flux-2-pro', family: 'flux-2', timeoutMs: 120_000 }

const poll = (answer: ProviderAnswer): ProviderStep => ({ method: 'GET', path: '/v1/poll', answer })
const state = (status: string, more: object = {}) => poll({ status: 200, json: { id: 't-1', status, ...more } })

/** A run whose polls are answered like this; the pauses are those between them. */
async function run(...polls: readonly ProviderStep[]) {
  const json = { id: 't-1', polling_url: '{origin}/v1/poll', cost: 3 }
  const submit: ProviderStep = { method: 'POST', path: '/v1/flux-2-pro', answer: { status: 200, json } }
  const steps = [submit, ...polls]
  const expected = { kind: 'upstream', calls: steps.length } as const
  const replayed = await replayCase(
    { name: 'polls', modelId: ROW.id, steps, expected },
    { create: createBlackForestLabs, basePath: '/v1', row: ROW },
  )
  expect(replayed.complaints).toEqual([])
  return { ...replayed, calls: replayed.requests.length }
}

describe('the status of a task', () => {
  it.each([
    // Every status that is documented but the two below.
    ['Request Moderated', 'refused', false, 'request-moderated'],
    ['Content Moderated', 'refused', false, 'content-moderated'],
    ['Error', 'upstream', true, 'task-error'],
    ['Task not found', 'upstream', false, 'task-not-found'],
    // And what is not.
    ['Queued', 'upstream', false, 'Queued'],
    ['pending', 'upstream', false, 'pending'],
    ['ready', 'upstream', false, 'ready'],
    ['Request Moderated?', 'upstream', false, undefined],
    ['Under Review', 'upstream', false, 'Under-Review'],
    ['constructor', 'upstream', false, 'constructor'],
    ['Überprüft! <b>', 'upstream', false, undefined],
    ['', 'upstream', false, undefined],
  ] as const)('%j ends the wait as %s', async (status, kind, retryable, code) => {
    const { outcome, calls } = await run(state('Pending'), state(status, { details: { why: 'a reason' } }))
    expect(outcome).toMatchObject({ kind, retryable, requestId: 't-1', detail: expect.stringContaining('a reason') })
    expect(outcome.status === 'failed' && outcome.code).toBe(code)
    expect(calls).toBe(3)
  })

  it('Request Moderated takes two requests', async () => {
    expect(await run(state('Request Moderated'))).toMatchObject({ outcome: { kind: 'refused' }, calls: 2 })
  })

  it('Pending goes on, Ready fetches the picture', async () => {
    const pending = Array.from({ length: 5 }, () => state('Pending'))
    const { outcome, calls } = await run(...pending, state('Ready', { result: { sample: '{origin}/v1/poll' } }))
    expect(calls).toBe(8)
    expect(outcome).toMatchObject({ kind: 'undecodable' }) // the address of the picture answers the status here
  })

  it.each([
    ['no-status', { status: 200, json: { id: 't-1' } }],
    ['no-status', { status: 200, json: { status: 7 } }],
    ['no-status', { status: 200, json: null }],
    ['no-status', { status: 200, text: '<!doctype html>' }],
    ['no-status', { status: 204 }],
    ['no-picture', { status: 200, json: { status: 'Ready', result: null } }],
    ['no-picture', { status: 200, json: { status: 'Ready', result: { sample: 7 } } }],
    ['no-picture', { status: 200, json: { status: 'Ready', result: { sample: '' } } }],
    ['poll-failed', { status: 302, headers: { location: '/v1/flux-2-pro' } }],
    ['poll-failed', { status: 401, json: { detail: 'no' } }],
    ['poll-failed', { status: 404, json: { detail: 'no' } }],
    ['poll-failed', { status: 422, json: { detail: 'no' } }],
  ] as const)('is %s, and a charge that is not known, where the poll answers %j', async (code, answer) => {
    const { outcome, calls } = await run(poll(answer))
    expect(outcome).toMatchObject({ kind: 'upstream', retryable: false, code, httpStatus: answer.status })
    expect(calls).toBe(2)
  })
})

describe('a poll without an answer of the task', () => {
  const busy = (status = 503, headers = {}) => poll({ status, headers, json: { detail: 'busy' } })

  it.each([500, 502, 503, 504, 429, 408])('is repeated a while after %d, and never offered again', async (status) => {
    const { outcome, calls, pauses } = await run(busy(status))
    expect(outcome).toMatchObject({ kind: 'upstream', retryable: false, code: 'poll-failed', httpStatus: status })
    expect(calls).toBe(1 + 8)
    expect(pauses).toEqual([500, 667, 889, 1185, 1580, 2107, 2809, 3000])
  })

  it('is forgotten with the next one that is answered', async () => {
    const seven = Array.from({ length: 7 }, () => busy())
    expect(await run(...seven, state('Pending'), ...seven, state('Request Moderated'))).toMatchObject({
      outcome: { kind: 'refused' },
      calls: 17,
    })
  })

  it('waits as long as it was told, but not less than usual', async () => {
    const { pauses } = await run(busy(429, { 'retry-after': '10' }), busy(503, { 'retry-after': '0' }), state('Error'))
    expect(pauses).toEqual([500, 10_000, 889])
  })

  it('is the last one where the wait would be longer than the run', async () => {
    const { outcome, calls } = await run(busy(429, { 'retry-after': '300' }))
    expect(outcome).toMatchObject({ kind: 'upstream', retryable: false, httpStatus: 429 })
    expect(calls).toBe(2)
  })
})

describe('the address of a task', () => {
  let server: ScriptedProvider
  let other: ScriptedProvider
  let pollingUrl = ''
  beforeAll(async () => {
    server = await startScriptedProvider({
      modes: { flux: ({ response }) => answerJson(response, 200, { id: 't-1', polling_url: pollingUrl, cost: 3 }) },
    })
    other = await startScriptedProvider()
  })
  afterAll(async () => {
    await server.close()
    await other.close()
  })

  async function follow(address: string, { trusted = true, overrides = {} as Partial<ProviderRuntime> } = {}) {
    pollingUrl = address
    const { runtime, fetched } = createTestRuntime(overrides)
    const context = { ...runtime, baseUrl: server.baseUrlOf('flux'), key: REPLAY_KEY }
    const model = createBlackForestLabs({ ...context, ...(trusted && { trustedOrigin: server.origin }) })
    return { outcome: await model(testRequest({ row: ROW })), asked: fetched.slice(1) }
  }

  it.each([
    'https://pictures.example/poll',
    'https://bfl.ai.example/poll',
    'https://notbfl.ai/poll',
    'https://api.bfl.ai@pictures.example/poll',
    'https://user:password@api.bfl.ai/poll',
    'https://api.bfl.ai./poll',
    'http://api.bfl.ai/poll',
    'ftp://api.bfl.ai/poll',
    'OTHER/poll',
    'https://127.0.0.1/poll',
    'https://[::1]/poll',
    'http://169.254.169.254/latest/meta-data',
    'http://user@HOST/v1/poll',
    'http://localhost:PORT/v1/poll',
    'data:application/json,{"status":"Ready"}',
    '/v1/poll',
    '',
  ])('is not asked, and holds no key: %s', async (text) => {
    const { host, port } = new URL(server.origin)
    const address = text.replace('OTHER', other.origin).replace('HOST', host).replace('PORT', port)
    const { outcome, asked } = await follow(address)
    expect(outcome).toMatchObject({ kind: 'upstream', retryable: false, code: 'poll-refused' })
    expect(asked).toEqual([])
    expect(other.requests).toEqual([])
  })

  it('is not asked at the origin of the base URL unless the operator set it', async () => {
    const { outcome, asked } = await follow(`${server.origin}/v1/poll`, { trusted: false })
    expect(outcome).toMatchObject({ kind: 'upstream', code: 'poll-refused' })
    expect(asked).toEqual([])
  })

  /** The vendor's own hosts answer from here; everything else is the real network. */
  function withVendor(answer: object) {
    const keys: (string | null)[] = []
    const send: typeof fetch = async (input, init) => {
      if (!String(input).includes('bfl.ai')) return fetch(input, init)
      keys.push(new Headers(init?.headers).get('x-key'))
      return Response.json(answer)
    }
    return { keys, fetch: send }
  }

  it.each([
    'https://bfl.ai/poll',
    'https://api.us1.bfl.ai/v1/get_result?id=a%2Fb&x=%7E~',
    'https://API.bfl.ai/v1/poll',
  ])('is asked exactly as it was given, with the key: %s', async (address) => {
    const { keys, fetch } = withVendor({ status: 'Request Moderated' })
    const { outcome, asked } = await follow(address, { overrides: { fetch } })
    expect(outcome).toMatchObject({ kind: 'refused' })
    expect(asked).toEqual([address])
    expect(keys).toEqual([REPLAY_KEY])
  })

  it.each([
    // Looked up, and then not connected to, since it stands for a private address here.
    ['https://delivery-us1.bfl.ai/results/1.png?sig=x', ['delivery-us1.bfl.ai']],
    ['http://delivery-us1.bfl.ai/results/1.png?sig=x', []],
    ['https://delivery.example/results/1.png?sig=x', []],
    ['https://bfl.ai.example/results/1.png?sig=x', []],
    ['https://key@delivery-us1.bfl.ai/results/1.png', []],
    ['file:///etc/hostname', []],
  ])('leads to a picture on the hosts of the vendor only: %s', async (sample, expectedHosts) => {
    const hosts: string[] = []
    const resolveHost = async (host: string) => {
      hosts.push(host)
      return [{ address: '127.0.0.1', family: 4 }]
    }
    const { fetch } = withVendor({ status: 'Ready', result: { sample } })
    const { outcome } = await follow('https://api.bfl.ai/v1/poll', { overrides: { fetch, resolveHost } })
    expect(outcome).toMatchObject({ kind: 'upstream', retryable: false, code: 'download-refused', requestId: 't-1' })
    expect(hosts).toEqual(expectedHosts)
  })
})
