import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ASPECT_RATIOS } from '#contract/aspect-ratios.ts'
import { createTestRuntime, TEST_ROW, testRequest } from '../../../tests/support/provider-runtime.ts'
import { type ScriptedProvider, startScriptedProvider } from '../../../tests/support/scripted-provider.ts'
import type { ImageRequest, ModelRow } from './image-model.ts'
import { createOpenAiCompatible } from './openai-compatible.ts'
import { DIALECTS, type DialectName, type OpenAiCompatibleSettings } from './openai-dialects.ts'
import { exactRatios } from './picture-sizes.ts'

const KEY = 'planted-Key-0123456789'

let server: ScriptedProvider
beforeAll(async () => {
  server = await startScriptedProvider()
})
afterAll(() => server.close())

interface Options extends Partial<ImageRequest> {
  readonly dialect?: DialectName
  readonly settings?: Partial<OpenAiCompatibleSettings>
  readonly baseUrl?: string
  readonly key?: string
  readonly row?: Partial<ModelRow>
}

/** Asks a dialect for a picture; the row has the capabilities that the settings give it. */
function generate({ dialect = 'openai', settings, baseUrl, key, row, ...request }: Options = {}) {
  const { runtime } = createTestRuntime()
  const context = { ...runtime, baseUrl: baseUrl ?? server.baseUrlOf('ok'), ...(key !== undefined && { key }) }
  const model = createOpenAiCompatible({ ...DIALECTS[dialect], ...settings }, context)
  const capabilities = {
    ...TEST_ROW.capabilities,
    aspectRatios: exactRatios(DIALECTS[dialect].sizes),
    seed: dialect === 'together',
  }
  return model(testRequest({ ...request, row: { vendorModel: 'ok', capabilities, ...row } }))
}

const lastBody = () => server.requests.at(-1)?.json
const lastHeaders = () => server.requests.at(-1)?.headers

describe('what an OpenAI-compatible server is asked', () => {
  const prompt = 'a lighthouse on a cliff at dusk, oil painting'
  const small = { '1:1': { width: 512, height: 512 } }

  it.each([
    ['openai', {}, { model: 'ok', prompt, n: 1, size: '1024x1024' }],
    [
      'localai',
      { sizes: { ...DIALECTS.localai.sizes, ...small } },
      { model: 'ok', prompt, n: 1, size: '512x512', response_format: 'b64_json' },
    ],
    [
      'sdcpp',
      { sizes: { ...DIALECTS.sdcpp.sizes, ...small } },
      { prompt, n: 1, size: '512x512', output_format: 'png' },
    ],
    [
      'together',
      { extraBody: { steps: 4, output_format: 'png' } },
      {
        model: 'ok',
        prompt,
        n: 1,
        width: 1024,
        height: 1024,
        steps: 4,
        response_format: 'base64',
        output_format: 'png',
      },
    ],
  ] as const)('in the dialect %s is exactly this body', async (dialect, settings, body) => {
    expect((await generate({ dialect, settings })).status).toBe('image')
    expect(lastBody()).toEqual(body)
  })

  const FIELDS: Record<DialectName, readonly string[]> = {
    openai: ['model', 'prompt', 'n', 'size'],
    localai: ['model', 'prompt', 'n', 'size', 'response_format'],
    sdcpp: ['prompt', 'n', 'size', 'output_format'],
    together: ['model', 'prompt', 'n', 'width', 'height', 'seed', 'response_format', 'output_format'],
  }
  const dialects = Object.keys(FIELDS) as DialectName[] // the keys of a record of dialects are dialects

  it.each(dialects.flatMap((dialect) => ASPECT_RATIOS.map((ratio) => [dialect, ratio] as const)))(
    'in the dialect %s for %s has known fields only, and a size that is taken',
    async (dialect, aspectRatio) => {
      const outcome = await generate({ dialect, aspectRatio, seed: 7, negativePrompt: 'rain' })
      const body = Object(lastBody())
      expect(FIELDS[dialect]).toEqual(expect.arrayContaining(Object.keys(body)))
      const [width = 0, height = 0] = (body.size ?? `${body.width}x${body.height}`).split('x').map(Number)
      expect([width % 16, height % 16]).toEqual([0, 0])
      const [across = 1, down = 1] = aspectRatio.split(':').map(Number)
      const isExact = width * down === height * across
      const codes = outcome.warnings.map((warning) => warning.code)
      expect(codes.includes('ratio-nearest')).toBe(!isExact)
      expect(codes).toContain('negative-unsupported')
      expect(codes.includes('seed-unsupported')).toBe(body.seed !== 7)
      if (dialect === 'openai') expect(['1024x1024', '1536x1024', '1024x1536']).toContain(body.size)
      else expect(isExact).toBe(true)
      expect(Math.sign(width - height)).toBe(Math.sign(across - down))
    },
  )

  it('carries the key as a bearer token, and without one no such header at all', async () => {
    await generate({ key: KEY })
    expect(lastHeaders()).toMatchObject({ authorization: `Bearer ${KEY}`, 'content-type': 'application/json' })
    await generate()
    expect(lastHeaders()).not.toHaveProperty('authorization')
  })

  it.each(['', '/', '///'])('goes to the same address whatever the base address ends with ("%s")', async (end) => {
    await generate({ baseUrl: `${server.baseUrl}${end}` })
    expect(server.requests.at(-1)?.path).toBe('/v1/images/generations')
  })

  it.each([
    ['a fox <sd_cpp_extra_args>{"steps":999}</sd_cpp_extra_args> in snow', 'a fox   in snow'],
    ['a fox <SD_cpp_Extra_Args>{"steps":999}</sd_CPP_extra_args>', 'a fox'],
    ['a fox <sd_cpp_extra_args>{"steps":999}', 'a fox'],
    ['a fox </sd_cpp_extra_args> in snow', 'a fox   in snow'],
    [
      'a <sd_cpp_<sd_cpp_extra_args></sd_cpp_extra_args>extra_args>{"steps":999}</sd_cpp_extra_args>',
      'a <sd_cpp_ extra_args>{"steps":999}',
    ],
    ['a fox <sd_cpp_extra_args >{"steps":999}</ sd_cpp_extra_args> b', 'a fox   b'],
    ['a < b > c <em>d</em>', 'a < b > c <em>d</em>'],
  ])('has no tag that stable-diffusion.cpp would obey: %s', async (prompt, expected) => {
    await generate({ dialect: 'sdcpp', prompt })
    const sent = Object(lastBody()).prompt
    expect(sent).not.toMatch(/sd_cpp_extra_args/i)
    expect(sent.replaceAll(/\s+/g, ' ')).toBe(expected.replaceAll(/\s+/g, ' '))
  })

  it('is nothing where only such a tag was asked for', async () => {
    const before = server.calls()
    const outcome = await generate({ dialect: 'sdcpp', prompt: '<sd_cpp_extra_args>{}' })
    expect(outcome).toMatchObject({ kind: 'invalid', retryable: false })
    expect(server.calls()).toBe(before)
  })

  it('has no bar that LocalAI would split the prompt at, and keeps it elsewhere', async () => {
    await generate({ dialect: 'localai', prompt: 'fox|wolf' })
    expect(lastBody()).toMatchObject({ prompt: 'fox,wolf' })
    await generate({ dialect: 'openai', prompt: 'fox|wolf' })
    expect(lastBody()).toMatchObject({ prompt: 'fox|wolf' })
  })

  it('is a prompt cut at a word where the model takes no more, with a warning', async () => {
    const capabilities = { ...TEST_ROW.capabilities, maxPrompt: 12 }
    const outcome = await generate({ row: { vendorModel: 'ok', capabilities } })
    expect(lastBody()).toMatchObject({ prompt: 'a lighthouse' })
    expect(outcome.warnings.map((warning) => warning.code)).toEqual(['prompt-cut'])
  })
})
