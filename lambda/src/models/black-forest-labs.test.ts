import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bflCases } from '../../../tests/providers/bfl.ts'
import { LIGHTHOUSE_PNG } from '../../../tests/providers/lighthouse-png.ts'
import { REPLAY_KEY, replayCase, summaryOf } from '../../../tests/providers/replay-case.ts'
import { createTestRuntime, testRequest } from '../../../tests/support/provider-runtime.ts'
import {
  answerJson,
  type ScriptedExchange,
  type ScriptedMode,
  type ScriptedProvider,
  startScriptedProvider,
} from '../../../tests/support/scripted-provider.ts'
import { createBlackForestLabs } from './black-forest-labs.ts'
import type { ProviderRuntime } from './provider-context.ts'

const ABORT_LIMIT_MS = 50
const ROW = { id: 'bfl:flux-2-pro', provider: 'bfl', vendorModel: 'flux-2-pro', family: 'flux-2', timeoutMs: 120_000 }

/** Takes the task, then answers each GET of the mode. */
const task =
  (answerGet: (exchange: ScriptedExchange) => unknown): ScriptedMode =>
  (exchange) => {
    const { recorded, response, origin } = exchange
    const pollingUrl = `${origin}/modes/${recorded.mode}/poll`
    if (recorded.method === 'POST') answerJson(response, 200, { id: 't-1', polling_url: pollingUrl, cost: 3 })
    else answerGet(exchange)
  }
const isPoll = ({ recorded }: ScriptedExchange) => recorded.path.endsWith('/poll')
const pending = ({ response }: ScriptedExchange) => answerJson(response, 200, { status: 'Pending' })
const ready = ({ response, recorded, origin }: ScriptedExchange) => {
  answerJson(response, 200, { status: 'Ready', result: { sample: `${origin}/modes/${recorded.mode}/sample` } })
}

const modes: Record<string, ScriptedMode> = {
  'polls-hang': task(() => undefined),
  'polls-stall': task(({ response }) => response.writeHead(200).write('{"status":')),
  'always-pending': task(pending),
  'still-pending': task(pending),
  'download-hangs': task((exchange) => (isPoll(exchange) ? ready(exchange) : undefined)),
  'download-stalls': task((exchange) => {
    if (isPoll(exchange)) ready(exchange)
    else exchange.response.writeHead(200).write(LIGHTHOUSE_PNG.subarray(0, 20))
  }),
  'polls-cut': task((exchange) => {
    if (!isPoll(exchange)) exchange.response.end(LIGHTHOUSE_PNG)
    else if (exchange.count <= 3) exchange.request.socket.destroy()
    else ready(exchange)
  }),
  'never-polls': task(({ request }) => request.socket.destroy()),
  leaks: ({ response, recorded }) => answerJson(response, 500, { detail: `${recorded.headers['x-key']} is wrong` }),
  'poll-leaks': task(({ response, recorded }) => {
    answerJson(response, 200, { status: recorded.headers['x-key'], details: recorded.headers })
  }),
}

let server: ScriptedProvider
beforeAll(async () => {
  server = await startScriptedProvider({ modes })
})
afterAll(() => server.close())

interface Options {
  readonly runtime?: Partial<ProviderRuntime>
  readonly signal?: AbortSignal
}

function generate(mode: string, { runtime: overrides = {}, signal }: Options = {}) {
  const { runtime, pauses } = createTestRuntime(overrides)
  const { origin } = server
  const context = { ...runtime, baseUrl: server.baseUrlOf(mode), trustedOrigin: origin, key: REPLAY_KEY }
  return { outcome: createBlackForestLabs(context)(testRequest({ row: ROW, ...(signal && { signal }) })), pauses }
}

const requestsOf = (mode: string) => server.requests.filter((request) => request.mode === mode)

describe('Black Forest Labs', () => {
  it.each(bflCases)('$name', async (each) => {
    const replayed = await replayCase(each, { create: createBlackForestLabs, basePath: '/v1', row: { ...ROW } })
    expect(replayed.complaints).toEqual([])
    expect(summaryOf(replayed)).toMatchObject(each.expected)
    for (const { path, headers } of replayed.requests) {
      expect(headers['x-key'], path).toBe(path.startsWith('/results/') ? undefined : REPLAY_KEY)
    }
  })

  it('tells nothing of a price or a seed that it was not told', async () => {
    const outcome = await generate('polls-cut').outcome
    expect(outcome).toEqual({
      status: 'image',
      bytes: expect.anything(),
      warnings: [],
      requestId: 't-1',
      cost: { microUsd: 30_000, source: 'reported' },
    })
    expect(outcome.status === 'image' && LIGHTHOUSE_PNG.equals(outcome.bytes)).toBe(true)
  })

  it('asks again for a task whose polls break off, and submits it once', async () => {
    const before = requestsOf('polls-cut').length
    const methods = () =>
      requestsOf('polls-cut')
        .slice(before)
        .map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)
    await generate('polls-cut').outcome
    expect(methods().filter((each) => each.startsWith('POST'))).toHaveLength(1)
    expect(methods().at(-1)).toBe('GET sample')
  })

  it('gives up a task whose polls all break off', async () => {
    const { outcome } = generate('never-polls')
    expect(await outcome).toMatchObject({
      kind: 'upstream',
      retryable: false,
      code: 'UND_ERR_SOCKET',
      requestId: 't-1',
    })
    expect(requestsOf('never-polls').map(({ method }) => method)).toEqual(['POST', ...Array(8).fill('GET')])
  })

  it('asks ever more seldom, and no longer than the run may take', async () => {
    const { outcome, pauses } = generate('always-pending')
    expect(await outcome).toMatchObject({ kind: 'timeout', retryable: false, code: 'still-pending' })
    expect(pauses.slice(0, 9)).toEqual([500, 667, 889, 1185, 1580, 2107, 2809, 3000, 3000])
    const sumMs = pauses.reduce((sum, each) => sum + each, 0)
    expect(sumMs).toBeGreaterThan(120_000 - 3001)
    expect(sumMs).toBeLessThan(120_000)
  })

  it('submits once where the connection is cut after the submit', async () => {
    expect(await generate('drop').outcome).toMatchObject({ kind: 'upstream', retryable: false })
    expect(requestsOf('drop')).toHaveLength(1)
  })

  it.each(['leaks', 'poll-leaks'])('never repeats the key (%s)', async (mode) => {
    const outcome = await generate(mode).outcome
    expect(outcome).toMatchObject({ kind: 'upstream', detail: expect.stringContaining('[redacted]') })
    expect(JSON.stringify(outcome).toLowerCase()).not.toContain(REPLAY_KEY.toLowerCase())
  })

  it('sends no empty key where there is none', async () => {
    const before = requestsOf('fails').length
    await createBlackForestLabs({ ...createTestRuntime().runtime, baseUrl: server.baseUrlOf('fails') })(
      testRequest({ row: ROW }),
    )
    expect(requestsOf('fails').slice(before)[0]?.headers).not.toHaveProperty('x-key')
  })
})

describe('an abort', () => {
  /** Ends the run once `reached` says so, and looks on whether anything is sent after that. */
  async function abortAt(mode: string, reached: () => boolean, runtime: Partial<ProviderRuntime> = {}) {
    const controller = new AbortController()
    const { outcome } = generate(mode, { signal: controller.signal, runtime })
    await expect.poll(reached, { interval: 2 }).toBe(true)
    await wait(10)
    const before = server.requests.length
    const startedAt = performance.now()
    controller.abort()
    const ended = await outcome
    expect(performance.now() - startedAt).toBeLessThan(ABORT_LIMIT_MS)
    await wait(20)
    expect(server.requests).toHaveLength(before)
    return ended
  }

  it.each([
    // stage, mode, requests by then
    ['the submit', 'hang', 1],
    ['a poll', 'polls-hang', 2],
    ['the body of a poll', 'polls-stall', 2],
    ['the download', 'download-hangs', 3],
    ['the body of the download', 'download-stalls', 3],
  ])('in %s ends the run at once', async (_stage, mode, count) => {
    const ended = await abortAt(mode, () => requestsOf(mode).length === count)
    expect(ended).toMatchObject({ kind: 'timeout', retryable: false })
  })

  it('in the pause between two polls ends the run at once', async () => {
    let pauses = 0
    const sleep: ProviderRuntime['sleep'] = async (_ms, signal) => {
      pauses += 1
      if (pauses > 1) await wait(30_000, undefined, { signal })
    }
    const ended = await abortAt('still-pending', () => pauses === 2, { sleep })
    expect(ended).toMatchObject({ kind: 'timeout', retryable: false, code: 'still-pending' })
    expect(requestsOf('still-pending')).toHaveLength(2)
  })
})
