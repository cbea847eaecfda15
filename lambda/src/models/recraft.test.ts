import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ASPECT_RATIOS } from '#contract/aspect-ratios.ts'
import { recraftCases } from '../../../tests/providers/recraft.ts'
import { REPLAY_KEY, replayCase, summaryOf } from '../../../tests/providers/replay-case.ts'
import { createTestRuntime, TEST_ROW, testRequest } from '../../../tests/support/provider-runtime.ts'
import {
  answerJson,
  type ScriptedMode,
  type ScriptedProvider,
  startScriptedProvider,
} from '../../../tests/support/scripted-provider.ts'
import type { ImageRequest, ModelRow } from './image-model.ts'
import type { ProviderRuntime } from './provider-context.ts'
import { createRecraft } from './recraft.ts'

const ABORT_LIMIT_MS = 50

const refusing =
  (status: number, body: unknown): ScriptedMode =>
  ({ response }) =>
    typeof body === 'string' ? response.writeHead(status).end(body) : answerJson(response, status, body)

let sample = ''
const modes: Record<string, ScriptedMode> = {
  'code-moderation': refusing(400, { code: 'content_moderation_failed' }),
  'message-nsfw': refusing(400, { code: 'x', message: 'NSFW content detected' }),
  'nested-rejected': refusing(422, { error: { message: 'The prompt was Rejected' } }),
  'text-moderation': refusing(400, 'blocked by the moderation'),
  'html-400': refusing(400, '<!doctype html><title>Bad Request</title>'),
  'wrong-size': refusing(400, { code: 'invalid_size', message: 'no such size' }),
  'empty-422': refusing(422, ''),
  'nsfw-403': refusing(403, { code: 'nsfw', message: 'moderation' }),
  'rejected-402': refusing(402, { message: 'the payment was rejected' }),
  'rejected-429': refusing(429, { message: 'rejected: too many' }),
  'rejected-500': refusing(500, { message: 'the worker rejected it' }),
  leaks: ({ response, recorded }) => answerJson(response, 400, { message: recorded.headers.authorization }),
  sample: ({ response }) => answerJson(response, 200, { credits: 35, data: [{ image_id: 'i-1', url: sample }] }),
  credits: ({ response, argument }) => {
    answerJson(response, 200, {
      credits: JSON.parse(decodeURIComponent(argument ?? '')),
      data: [{ b64_json: btoa('GIF89a') }],
    })
  },
  'download-hangs': ({ response, recorded, origin }) => {
    const url = `${origin}/modes/${recorded.mode}/sample`
    if (recorded.method === 'POST') answerJson(response, 200, { data: [{ url }] })
  },
}

let server: ScriptedProvider
beforeAll(async () => {
  server = await startScriptedProvider({ modes })
})
afterAll(() => server.close())

interface Options extends Partial<ImageRequest> {
  readonly row?: Partial<ModelRow>
  readonly runtime?: Partial<ProviderRuntime>
  readonly key?: string
}

function generate(mode: string, { row, runtime, key = REPLAY_KEY, ...request }: Options = {}) {
  const context = { ...createTestRuntime(runtime).runtime, baseUrl: server.baseUrlOf(mode) }
  const model = createRecraft({ ...context, trustedOrigin: server.origin, ...(key !== '' && { key }) })
  return model(testRequest({ ...request, row: { id: 'recraft:recraftv4_1', vendorModel: 'recraftv4_1', ...row } }))
}
const requestsOf = (mode: string) => server.requests.filter((request) => request.mode === mode)

describe('Recraft', () => {
  it.each(recraftCases)('$name', async (each) => {
    const row = { capabilities: { ...TEST_ROW.capabilities, aspectRatios: [...ASPECT_RATIOS], seed: true } }
    const replayed = await replayCase(each, { create: createRecraft, basePath: '/v1', row })
    expect(replayed.complaints).toEqual([])
    expect(summaryOf(replayed)).toMatchObject(each.expected)
    expect(replayed.requests[0]?.headers.authorization).toBe(`Bearer ${REPLAY_KEY}`)
  })

  it.each([
    // mode, kind, retryable, calls
    ['code-moderation', 'refused', false, 1],
    ['message-nsfw', 'refused', false, 1],
    ['nested-rejected', 'refused', false, 1],
    ['text-moderation', 'refused', false, 1],
    ['html-400', 'invalid', false, 1],
    ['wrong-size', 'invalid', false, 1],
    ['empty-422', 'invalid', false, 1],
    // Words decide on these two statuses only.
    ['nsfw-403', 'auth', false, 1],
    ['rejected-402', 'billing', false, 1],
    ['rejected-429', 'rate', true, 3],
    ['rejected-500', 'upstream', true, 1],
    ['drop', 'upstream', false, 1],
  ] as const)('%s is %s', async (mode, kind, retryable, calls) => {
    expect(await generate(mode)).toMatchObject({ status: 'failed', kind, retryable })
    expect(requestsOf(mode)).toHaveLength(calls)
  })

  it.each([
    ['35', 35_000],
    ['0.5', 500],
    ['0', 0],
    ['null', undefined],
    ['-1', undefined],
    ['"35"', undefined],
    ['1e300', undefined],
  ])('costs what it says in units: %s', async (credits, microUsd) => {
    const outcome = await generate(`credits-${credits}`)
    const cost = microUsd === undefined ? undefined : { microUsd, source: 'reported' }
    expect(outcome.status === 'image' && outcome.cost).toEqual(cost)
    expect(outcome.status).toBe('image')
  })

  it('never repeats the key', async () => {
    const outcome = await generate('leaks')
    expect(outcome).toMatchObject({ kind: 'invalid', detail: expect.stringContaining('[redacted]') })
    expect(JSON.stringify(outcome)).not.toContain(REPLAY_KEY)
  })

  it('is sent no empty key where there is none', async () => {
    await generate('fails', { key: '' })
    expect(requestsOf('fails').at(-1)?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    // Looked up, and then not connected to, since it stands for a private address here.
    ['https://img.recraft.ai/example/1.webp', ['img.recraft.ai']],
    ['http://img.recraft.ai/example/1.webp', []],
    ['https://recraft.ai.example/1.webp', []],
    ['https://key@img.recraft.ai/1.webp', []],
    ['http://127.0.0.1/1.webp', []],
    ['data:image/png;base64,iVBORw0KGgo=', []],
  ])('is asked for a picture on its own hosts only: %s', async (url, expectedHosts) => {
    const hosts: string[] = []
    const resolveHost = async (host: string) => {
      hosts.push(host)
      return [{ address: '127.0.0.1', family: 4 }]
    }
    sample = url
    const outcome = await generate('sample', { runtime: { resolveHost } })
    expect(outcome).toMatchObject({ kind: 'upstream', retryable: false, code: 'download-refused' })
    expect(hosts).toEqual(expectedHosts)
  })

  it.each([
    ['the call', 'hang', 1],
    ['the download', 'download-hangs', 2],
  ])('an abort in %s ends the run at once', async (_stage, mode, count) => {
    const controller = new AbortController()
    const outcome = generate(mode, { signal: controller.signal })
    await expect.poll(() => requestsOf(mode).length, { interval: 2 }).toBe(count)
    await wait(10)
    const startedAt = performance.now()
    controller.abort()
    expect(await outcome).toMatchObject({ kind: 'timeout', retryable: false })
    expect(performance.now() - startedAt).toBeLessThan(ABORT_LIMIT_MS)
    await wait(20)
    expect(requestsOf(mode)).toHaveLength(count)
  })
})

/** What the vendor publishes of a request, as far as a picture from a text needs it; no other field. */
const PUBLISHED = v.strictObject({
  model: v.picklist(['recraftv4_1', 'recraftv4_1_pro', 'recraftv4_1_utility', 'recraftv4', 'recraftv3', 'recraftv2']),
  prompt: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)),
  n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6)),
  size: v.picklist(
    '1:1 2:1 1:2 3:2 2:3 4:3 3:4 5:4 4:5 6:10 14:10 10:14 16:9 9:16'.split(' '), // pixels are allowed too
  ),
  response_format: v.picklist(['url', 'b64_json']),
  image_format: v.picklist(['webp', 'png']),
  random_seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295))),
  negative_prompt: v.optional(v.pipe(v.string(), v.minLength(1))),
})

describe('what Recraft is asked', () => {
  const requests = ASPECT_RATIOS.flatMap((aspectRatio) =>
    [undefined, 0, 2_147_483_646].flatMap((seed) =>
      [undefined, 'rain'].flatMap((negativePrompt) =>
        [true, false].map((takesNegative) => ({ aspectRatio, seed, negativePrompt, takesNegative })),
      ),
    ),
  )

  it.each(requests)(
    'for $aspectRatio, seed $seed, without $negativePrompt (taken: $takesNegative) is what is published',
    async ({ takesNegative, ...request }) => {
      const capabilities = {
        aspectRatios: [...ASPECT_RATIOS],
        seed: true,
        negativePrompt: takesNegative,
        maxPrompt: 10_000,
      }
      const { warnings } = await generate('wrong-size', { row: { capabilities }, ...request })
      const body = Object(requestsOf('wrong-size').at(-1)?.json)
      expect(v.safeParse(PUBLISHED, body).issues).toBeUndefined()
      expect(body).toMatchObject({ size: request.aspectRatio, response_format: 'b64_json', image_format: 'png', n: 1 })
      expect(body.random_seed).toBe(request.seed)
      expect(body.negative_prompt).toBe(takesNegative ? request.negativePrompt : undefined)
      const isMissing = !takesNegative && request.negativePrompt !== undefined
      expect(warnings.map(({ code }) => code)).toEqual(isMissing ? ['negative-unsupported'] : [])
    },
  )

  it('is this and no more', async () => {
    const capabilities = { ...TEST_ROW.capabilities, seed: true }
    await generate('wrong-size', { seed: 42, row: { capabilities } })
    const { path, json } = requestsOf('wrong-size').at(-1) ?? {}
    expect(path).toBe('/modes/wrong-size/v1/images/generations')
    expect(json).toEqual({
      model: 'recraftv4_1',
      prompt: 'a lighthouse on a cliff at dusk, oil painting',
      n: 1,
      size: '1:1',
      response_format: 'b64_json',
      image_format: 'png',
      random_seed: 42,
    })
  })
})
