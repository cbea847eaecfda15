import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePng } from '../../../tests/support/make-png.ts'
import { createTestRuntime, testRequest } from '../../../tests/support/provider-runtime.ts'
import {
  answerJson,
  type ScriptedMode,
  type ScriptedProvider,
  startScriptedProvider,
} from '../../../tests/support/scripted-provider.ts'
import type { ImageRequest } from './image-model.ts'
import { createOpenAiCompatible } from './openai-compatible.ts'
import { DIALECTS } from './openai-dialects.ts'

const KEY = 'planted-Key-0123456789'
const PNG = makePng(16, 16).toString('base64')
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const PAGE = '<!doctype html><title>502 Bad Gateway</title>'

/** Answers each test under its own mode, so that the calls of each are counted apart. */
const answers: Record<string, ScriptedMode> = {
  data: ({ response }) => answerJson(response, 200, { id: 'o-1', object: 'list', data: [{ index: 0, b64_json: PNG }] }),
  'data-url': ({ response }) => answerJson(response, 200, { data: [{ url: `data:image/png;base64,${PNG}` }] }),
  'null-fields': ({ response }) => {
    answerJson(response, 200, {
      created: 'yesterday',
      data: [{ b64_json: PNG, url: null, revised_prompt: 7 }],
      usage: 0,
    })
  },
  jpeg: async ({ response }) => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer()
    answerJson(response, 200, { output_format: 'png', data: [{ b64_json: bytes.toString('base64') }] })
  },
  'text-error': ({ response }) => answerJson(response, 400, { error: 'prompt required' }),
  'text-error-500': ({ response }) => answerJson(response, 500, { error: 'sampling failed' }),
  'number-code': ({ response }) => answerJson(response, 400, { error: { message: 'bad', code: 400 } }),
  'gone-400': ({ response }) => answerJson(response, 400, { error: { code: 'model_not_found' } }),
  moderation: ({ response }) => answerJson(response, 400, { error: { code: 'moderation_blocked' } }),
  'hard-limit': ({ response }) => answerJson(response, 400, { error: { code: 'billing_hard_limit_reached' } }),
  quota: ({ response }) => answerJson(response, 429, { error: { code: 'insufficient_quota' } }),
  'bad-key': ({ response }) => answerJson(response, 400, { error: { code: 'invalid_api_key' } }),
  'html-404': ({ response }) => response.writeHead(404, { 'content-type': 'text/html' }).end(PAGE),
  'json-404': ({ response }) => answerJson(response, 404, { error: { message: 'no route', code: null } }),
  'html-502': ({ response }) => response.writeHead(502, { 'content-type': 'text/html' }).end(PAGE),
  'empty-401': ({ response }) => response.writeHead(401).end(),
  'no-data': ({ response }) => answerJson(response, 200, { created: 1 }),
  'empty-data': ({ response }) => answerJson(response, 200, { data: [] }),
  'empty-item': ({ response }) => answerJson(response, 200, { data: [{}] }),
  'null-200': ({ response }) => answerJson(response, 200, null),
  'empty-200': ({ response }) => response.writeHead(200).end(),
  'refusal-200': ({ response }) => answerJson(response, 200, { error: { code: 'content_policy_violation' } }),
  'bad-base64': ({ response }) => answerJson(response, 200, { data: [{ b64_json: 'not base64!' }] }),
  'svg-base64': ({ response }) => answerJson(response, 200, { data: [{ b64_json: btoa(SVG) }] }),
  'url-svg': ({ response, origin }) => answerJson(response, 200, { data: [{ url: `${origin}/modes/svg` }] }),
  'url-html': ({ response, origin }) => answerJson(response, 200, { data: [{ url: `${origin}/modes/html200` }] }),
  'url-gone': ({ response, origin }) => answerJson(response, 200, { data: [{ url: `${origin}/modes/html-404` }] }),
  'url-private': ({ response }) => answerJson(response, 200, { data: [{ url: 'http://127.0.0.1:1/a.png' }] }),
  'url-stalls': ({ response, origin }) => answerJson(response, 200, { data: [{ url: `${origin}/modes/hang` }] }),
  svg: ({ response }) => response.writeHead(200, { 'content-type': 'image/png' }).end(SVG),
  leaks: ({ response, recorded }) => {
    const { authorization } = recorded.headers
    answerJson(response, 500, { error: { message: `${authorization} and ${KEY}`, code: KEY } })
  },
}

let server: ScriptedProvider
beforeAll(async () => {
  server = await startScriptedProvider({ modes: answers })
})
afterAll(() => server.close())

function generate(mode: string, { key, ...request }: Partial<ImageRequest> & { readonly key?: string } = {}) {
  const context = { ...createTestRuntime().runtime, baseUrl: server.baseUrlOf(mode), ...(key !== undefined && { key }) }
  return createOpenAiCompatible(DIALECTS.openai, context)(testRequest(request))
}

describe('a picture', () => {
  it.each(['data', 'data-url', 'null-fields', 'jpeg', 'url'])(
    'is taken in every form it comes in (%s)',
    async (mode) => {
      const outcome = await generate(mode)
      expect(outcome).toMatchObject({ status: 'image', warnings: [] })
      expect(server.calls(mode)).toBe(1)
    },
  )

  it('is untouched', async () => {
    const outcome = await generate('data')
    expect(outcome.status === 'image' && Buffer.from(outcome.bytes).toString('base64')).toBe(PNG)
  })

  it.each([
    ['garbled', undefined],
    ['bad-base64', 'damaged-base64'],
    ['svg-base64', undefined],
    ['url-svg', undefined],
    ['url-html', undefined],
  ])('is not what is no picture (%s)', async (mode, code) => {
    const outcome = await generate(mode)
    expect(outcome).toMatchObject({ status: 'failed', kind: 'undecodable', retryable: false })
    expect(outcome.status === 'failed' && outcome.code).toBe(code)
    expect(server.calls(mode)).toBe(1)
  })

  it.each([
    ['url-gone', 'download-failed'],
    ['url-private', 'download-refused'],
  ])('is not asked for again where its address does not give it (%s)', async (mode, code) => {
    expect(await generate(mode)).toMatchObject({ kind: 'upstream', retryable: false, code })
    expect(server.calls(mode)).toBe(1)
  })

  it('whose address is slow ends with the run, without another request', async () => {
    const controller = new AbortController()
    const outcome = generate('url-stalls', { signal: controller.signal })
    await expect.poll(() => server.requests.some(({ mode }) => mode === 'hang'), { interval: 2 }).toBe(true)
    const before = server.requests.length
    const startedAt = performance.now()
    controller.abort()
    expect(await outcome).toMatchObject({ kind: 'timeout', retryable: false })
    expect(performance.now() - startedAt).toBeLessThan(50)
    await wait(20)
    expect(server.requests).toHaveLength(before)
  })
})

describe('a failure', () => {
  it.each([
    // mode, kind, retryable, status, code
    ['refuses', 'refused', false, 400, 'content_policy_violation'],
    ['moderation', 'refused', false, 400, 'moderation_blocked'],
    ['refusal-200', 'refused', false, 200, 'content_policy_violation'],
    ['hard-limit', 'billing', false, 400, 'billing_hard_limit_reached'],
    ['quota', 'billing', false, 429, 'insufficient_quota'],
    ['bad-key', 'auth', false, 400, 'invalid_api_key'],
    ['gone', 'retired', false, 404, 'model_not_found'],
    ['gone-400', 'retired', false, 400, 'model_not_found'],
    ['html-404', 'invalid', false, 404, undefined],
    ['json-404', 'invalid', false, 404, undefined],
    ['text-error', 'invalid', false, 400, undefined],
    ['text-error-500', 'upstream', true, 500, undefined],
    ['number-code', 'invalid', false, 400, '400'],
    ['html-502', 'upstream', true, 502, undefined],
    ['empty-401', 'auth', false, 401, undefined],
    ['fails', 'upstream', true, 500, 'server_error'],
    ['html200', 'upstream', false, 200, 'no-picture'],
    ['no-data', 'upstream', false, 200, 'no-picture'],
    ['empty-data', 'upstream', false, 200, 'no-picture'],
    ['empty-item', 'upstream', false, 200, 'no-picture'],
    ['null-200', 'upstream', false, 200, 'no-picture'],
    ['empty-200', 'upstream', false, 200, 'no-picture'],
    ['drop', 'upstream', false, undefined, 'UND_ERR_SOCKET'],
  ] as const)('%s is %s, and costs one call', async (mode, kind, retryable, httpStatus, code) => {
    const outcome = await generate(mode)
    expect(outcome).toMatchObject({ status: 'failed', kind, retryable })
    expect(outcome.status === 'failed' && [outcome.httpStatus, outcome.code]).toEqual([httpStatus, code])
    expect(server.calls(mode)).toBe(1)
  })

  it('keeps the words of a bare error for the log', async () => {
    expect(await generate('text-error')).toMatchObject({ detail: 'prompt required' })
  })

  it('asks about the base address where there is nothing behind it', async () => {
    expect(await generate('html-404')).toMatchObject({ detail: expect.stringContaining('Is the base URL right?') })
  })

  it('keeps its warnings', async () => {
    const { warnings } = await generate('refuses', { seed: 1 })
    expect(warnings.map((warning) => warning.code)).toEqual(['seed-unsupported'])
  })

  it('never holds the key', async () => {
    const outcome = await generate('leaks', { key: KEY })
    expect(outcome).toMatchObject({ kind: 'upstream', detail: expect.stringContaining('[redacted]') })
    expect(JSON.stringify(outcome)).not.toContain(KEY)
  })
})
