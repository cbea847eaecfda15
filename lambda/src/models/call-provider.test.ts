import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTestRuntime, testRequest } from '../../../tests/support/provider-runtime.ts'
import {
  answerError,
  answerJson,
  type ScriptedMode,
  type ScriptedProvider,
  startScriptedProvider,
} from '../../../tests/support/scripted-provider.ts'
import { type ProviderPost, postToProvider } from './call-provider.ts'
import { openAiErrorRule } from './openai-errors.ts'
import { type ProviderRuntime, startCall } from './provider-context.ts'

const KEY = 'sk-planted-Secret-0123456789'
/** An abort has to be through within this time. */
const ABORT_LIMIT_MS = 50

const modes: Record<string, ScriptedMode> = {
  /** status-{n}: that status each time. */
  status: ({ response, argument }) => answerJson(response, Number(argument), { error: { message: 'scripted' } }),
  /** once-{n}: that status once, then 200. */
  once: ({ response, argument, count }) => answerJson(response, count === 1 ? Number(argument) : 200, {}),
  /** later-{seconds}: too many requests, with that Retry-After, for ever. */
  later: ({ response, argument }) => answerError(response, 429, 'slow_down', { 'retry-after': argument }),
  'busy-later': ({ response }) => answerError(response, 503, 'overloaded', { 'retry-after': '5' }),
  quota: ({ response }) => answerError(response, 429, 'insufficient_quota', { 'retry-after': '1' }),
  redirect: ({ response, origin }) => response.writeHead(307, { location: `${origin}/modes/ok/v1` }).end(),
  broken: ({ response }) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"data"')
    setTimeout(() => response.destroy(), 5)
  },
  stalls: ({ response }) => response.writeHead(200).write('{"data"'),
  'error-endless': async ({ response }) => {
    response.writeHead(400)
    while (!response.destroyed) {
      response.write('x'.repeat(16_384))
      await wait(1)
    }
  },
  'error-broken': ({ response }) => {
    response.writeHead(402, { 'content-length': '100' })
    response.write('{"err')
    setTimeout(() => response.destroy(), 5)
  },
  leaks: ({ response, recorded }) => {
    const words = `${recorded.headers.authorization} at https://a.example/?X-Amz-Signature=feed ${'long '.repeat(2000)}`
    answerJson(response, 401, { error: { message: words, code: KEY } })
  },
}

let server: ScriptedProvider
beforeAll(async () => {
  server = await startScriptedProvider({ modes })
})
afterAll(() => server.close())

interface PostOptions {
  readonly runtime?: Partial<ProviderRuntime>
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  readonly more?: Partial<ProviderPost>
}

function post(url: string, { runtime: overrides = {}, signal, timeoutMs = 60_000, more }: PostOptions = {}) {
  const { runtime, pauses, fetched } = createTestRuntime(overrides)
  const request = testRequest({ row: { timeoutMs }, ...(signal && { signal }) })
  const call = startCall({ ...runtime, baseUrl: url, key: KEY }, request)
  const headers = () => ({ authorization: `Bearer ${KEY}` })
  const outcome = postToProvider(call, { url, headers, body: '{}', errorRule: openAiErrorRule, ...more })
  return { outcome, pauses, fetched }
}

const kindOf = (outcome: Awaited<ReturnType<typeof postToProvider>>) =>
  outcome.status === 'failed' ? outcome.kind : outcome.httpStatus

describe('a call that may be charged', () => {
  it.each([
    // mode, calls that reach the server, kind or status, retryable, pauses
    ['ok', 1, 200, undefined, []],
    ['rate-2', 3, 200, undefined, [1000, 1000]],
    ['rate-9', 3, 'rate', true, [1000, 1000]],
    ['status-429', 3, 'rate', true, [2000, 4000]],
    ['later-0', 3, 'rate', true, [0, 0]],
    ['later-59', 2, 'rate', true, [59_000]],
    ['later-60', 1, 'rate', true, []],
    ['quota', 1, 'billing', false, []],
    ['once-503', 2, 200, undefined, [2000]],
    ['status-503', 2, 'upstream', true, [2000]],
    ['status-529', 2, 'upstream', true, [2000]],
    ['busy-later', 2, 'upstream', true, [5000]],
    ['status-500', 1, 'upstream', true, []],
    ['status-502', 1, 'upstream', true, []],
    ['status-599', 1, 'upstream', true, []],
    ['status-504', 1, 'timeout', false, []],
    ['status-408', 1, 'timeout', true, []],
    ['status-424', 1, 'upstream', true, []],
    ['status-400', 1, 'invalid', false, []],
    ['status-401', 1, 'auth', false, []],
    ['status-402', 1, 'billing', false, []],
    ['status-403', 1, 'auth', false, []],
    ['status-404', 1, 'retired', false, []],
    ['status-410', 1, 'retired', false, []],
    ['status-418', 1, 'invalid', false, []],
    ['status-422', 1, 'invalid', false, []],
    ['redirect', 1, 'invalid', false, []],
    ['drop', 1, 'upstream', false, []],
    ['broken', 1, 'upstream', false, []],
    ['endless', 1, 'upstream', false, []],
    ['big', 1, 'upstream', false, []],
    ['error-endless', 1, 'invalid', false, []],
    ['error-broken', 1, 'billing', false, []],
  ] as const)('%s: %i requests, then %s', async (mode, calls, kind, retryable, expectedPauses) => {
    const { outcome, pauses } = post(server.baseUrlOf(mode))
    const ended = await outcome
    expect(kindOf(ended)).toBe(kind)
    expect(ended.status === 'failed' ? ended.retryable : undefined).toBe(retryable)
    expect(server.calls(mode)).toBe(calls)
    expect(pauses).toEqual(expectedPauses)
  })

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'is made three times where no connection came about: %s',
    async (code) => {
      const fails = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }))
      const { outcome, pauses, fetched } = post('https://provider.example/', { runtime: { fetch: fails } })
      expect(await outcome).toMatchObject({ kind: 'upstream', retryable: true, code })
      expect(pauses).toEqual([1000, 2000])
      expect(fetched).toHaveLength(3)
    },
  )

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])(
    'is made once where the provider may have begun: %s',
    async (code) => {
      const fails = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }))
      const { outcome, fetched } = post('https://provider.example/', { runtime: { fetch: fails } })
      expect(await outcome).toMatchObject({ kind: 'upstream', retryable: false, code })
      expect(fetched).toHaveLength(1)
    },
  )

  it('sees a port that nobody listens on as a connection that never was', async () => {
    const gone = await startScriptedProvider()
    await gone.close()
    const { outcome, fetched } = post(gone.baseUrl)
    expect(await outcome).toMatchObject({ kind: 'upstream', retryable: true, code: 'ECONNREFUSED' })
    expect(fetched).toHaveLength(3)
  })

  it('varies its own pauses by a quarter, and keeps to those that the provider names', async () => {
    const early = post(server.baseUrlOf('status-503'), { runtime: { random: () => 0 } })
    const late = post(server.baseUrlOf('status-503'), { runtime: { random: () => 0.999 } })
    const told = post(server.baseUrlOf('busy-later'), { runtime: { random: () => 0 } })
    await Promise.all([early.outcome, late.outcome, told.outcome])
    expect([...early.pauses, ...late.pauses, ...told.pauses]).toEqual([1500, 2499, 5000])
  })

  it('uses the pauses of a provider that has its own', async () => {
    const { outcome, pauses } = post(server.baseUrlOf('status-429'), { more: { rateDelaysMs: [10_000, 20_000] } })
    expect(await outcome).toMatchObject({ kind: 'rate' })
    expect(pauses).toEqual([10_000, 20_000])
  })

  it('asks for its headers anew for each try, since a signature holds its time', async () => {
    let made = 0
    const headers = () => ({ 'x-try': String(++made) })
    await post(server.baseUrlOf('later-1'), { more: { headers } }).outcome
    const tries = server.requests.filter(({ mode }) => mode === 'later-1').map((each) => each.headers['x-try'])
    expect(tries).toEqual(['1', '2', '3'])
  })

  it('ends at once, with the time to wait, where that is longer than the time left', async () => {
    const { outcome, pauses } = post(server.baseUrlOf('later-90'), { timeoutMs: 60_000 })
    expect(await outcome).toMatchObject({ kind: 'rate', retryable: true, retryAfterMs: 90_000, httpStatus: 429 })
    expect(pauses).toEqual([])
  })

  it('keeps no more than 4,000 characters of what the provider said, and no secret of it', async () => {
    const outcome = await post(server.baseUrlOf('leaks')).outcome
    expect(outcome).toMatchObject({ kind: 'auth', httpStatus: 401 })
    const text = JSON.stringify(outcome)
    expect(text).toContain('Bearer [redacted] at https://a.example/?[redacted] long')
    expect(text).not.toContain(KEY)
    expect(text).not.toContain('feed')
    expect(text.length).toBeLessThan(4300)
  })
})

describe('an abort', () => {
  let controller: AbortController
  afterEach(() => controller.abort())

  /** Answers when the stage is reached, aborts, and measures. */
  async function abortAt(url: string, reached: () => boolean, runtime: Partial<ProviderRuntime> = {}) {
    controller = new AbortController()
    const { outcome, fetched } = post(url, { runtime, signal: controller.signal })
    await expect.poll(reached, { interval: 2 }).toBe(true)
    const before = fetched.length
    await wait(10)
    const startedAt = performance.now()
    controller.abort(new DOMException('too long', 'TimeoutError'))
    const ended = await outcome
    const tookMs = performance.now() - startedAt
    await wait(20)
    expect(tookMs).toBeLessThan(ABORT_LIMIT_MS)
    expect(fetched).toHaveLength(before)
    return ended
  }

  it('before anything was sent sends nothing', async () => {
    controller = new AbortController()
    controller.abort()
    const { outcome, fetched } = post(server.baseUrl, { signal: controller.signal })
    expect(await outcome).toMatchObject({ kind: 'timeout', retryable: false })
    expect(fetched).toEqual([])
  })

  it.each(['hang', 'stalls'])(
    'while the provider is at work (%s) is a timeout that may have been charged',
    async (mode) => {
      const ended = await abortAt(server.baseUrlOf(mode), () => server.calls(mode) === 1)
      expect(ended).toMatchObject({ kind: 'timeout', retryable: false })
    },
  )

  it('in the pause before a repeat leaves what the provider said last', async () => {
    let paused = false
    const sleep: ProviderRuntime['sleep'] = async (_ms, signal) => {
      paused = true
      await wait(30_000, undefined, { signal })
    }
    const ended = await abortAt(server.baseUrlOf('later-7'), () => paused, { sleep })
    expect(ended).toMatchObject({ kind: 'rate', retryable: true, retryAfterMs: 7000 })
    expect(server.calls('later-7')).toBe(1)
  })
})
