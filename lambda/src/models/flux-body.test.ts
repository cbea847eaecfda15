import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ASPECT_RATIOS, type AspectRatio } from '#contract/aspect-ratios.ts'
import { createTestRuntime, TEST_ROW, testRequest } from '../../../tests/support/provider-runtime.ts'
import { answerJson, type ScriptedProvider, startScriptedProvider } from '../../../tests/support/scripted-provider.ts'
import { createBlackForestLabs } from './black-forest-labs.ts'
import type { ImageRequest, ModelRow } from './image-model.ts'

let server: ScriptedProvider
beforeAll(async () => {
  server = await startScriptedProvider({
    modes: { flux: ({ response }) => answerJson(response, 402, { detail: 'no credits' }) },
  })
})
afterAll(() => server.close())

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))
const side = (step: number, min: number, max: number) => v.pipe(whole(min, max), v.multipleOf(step))
const common = {
  prompt: v.pipe(v.string(), v.minLength(1)),
  seed: v.optional(whole(0, 2_147_483_646)),
  output_format: v.picklist(['jpeg', 'png', 'webp']),
}
const flux2 = {
  ...common,
  width: side(16, 64, 4096),
  height: side(16, 64, 4096),
  safety_tolerance: whole(0, 5),
}
const isAtMost4Megapixels = ({ width, height }: { width: number; height: number }) => width * height <= 4_000_000

function isBetween9To21And21To9(text: string): boolean {
  const [across = 0, down = 0] = text.split(':').map(Number)
  return across / down >= 9 / 21 && across / down <= 21 / 9
}

/** What the vendor publishes of each model's body, as far as a picture from a text needs it; no other field. */
const PUBLISHED = {
  'flux-2': v.pipe(
    v.strictObject(flux2),
    v.check((body) => isAtMost4Megapixels(body)),
  ),
  'flux-2-flex': v.pipe(
    v.strictObject({
      ...flux2,
      prompt_upsampling: v.literal(false), // theirs would be true
      steps: v.optional(whole(1, 50)),
      guidance: v.optional(v.pipe(v.number(), v.minValue(1.5), v.maxValue(10))),
    }),
    v.check((body) => isAtMost4Megapixels(body)),
  ),
  'flux-1.1': v.strictObject({
    ...common,
    width: side(32, 256, 1440),
    height: side(32, 256, 1440),
    safety_tolerance: whole(0, 6),
    prompt_upsampling: v.literal(false),
  }),
  'flux-1.1-ultra': v.strictObject({
    ...common,
    aspect_ratio: v.pipe(v.string(), v.regex(/^\d{1,2}:\d{1,2}$/), v.check(isBetween9To21And21To9)),
    safety_tolerance: whole(0, 6),
    prompt_upsampling: v.literal(false),
    raw: v.optional(v.boolean()),
  }),
} as const
type Family = keyof typeof PUBLISHED

const FAMILIES = Object.keys(PUBLISHED) as Family[] // the keys of a const object are its key type
const EXACT = ASPECT_RATIOS.filter((ratio) => ratio !== '16:9' && ratio !== '9:16')

async function ask(row: Partial<ModelRow>, request: Partial<ImageRequest> = {}) {
  const context = { ...createTestRuntime().runtime, baseUrl: server.baseUrlOf('flux') }
  const aspectRatios = row.family === 'flux-1.1-ultra' ? ASPECT_RATIOS : EXACT
  const capabilities = { ...TEST_ROW.capabilities, aspectRatios: [...aspectRatios], seed: true }
  const outcome = await createBlackForestLabs(context)(testRequest({ row: { capabilities, ...row }, ...request }))
  const { path, json } = server.requests.at(-1) ?? {}
  return { body: Object(json), path, codes: outcome.warnings.map(({ code }) => code) }
}

function isExact(aspectRatio: AspectRatio, { width, height }: { width: number; height: number }): boolean {
  const [across = 1, down = 1] = aspectRatio.split(':').map(Number)
  return width * down === height * across
}

describe('what FLUX is asked', () => {
  const requests = FAMILIES.flatMap((family) =>
    ASPECT_RATIOS.flatMap((aspectRatio) =>
      [undefined, 0, 2_147_483_646].flatMap((seed) =>
        [undefined, 'rain'].map((negativePrompt) => ({ family, aspectRatio, seed, negativePrompt })),
      ),
    ),
  )

  it.each(requests)(
    'as $family for $aspectRatio, seed $seed, without $negativePrompt, is what is published',
    async ({ family, ...request }) => {
      const { body, codes } = await ask({ family }, request)
      expect(v.safeParse(PUBLISHED[family], body).issues).toBeUndefined()
      expect(body.seed).toBe(request.seed)
      expect(codes.includes('negative-unsupported')).toBe(request.negativePrompt !== undefined)
      if (family === 'flux-1.1-ultra') {
        expect(body.aspect_ratio).toBe(request.aspectRatio)
        return
      }
      expect(codes.includes('ratio-nearest')).toBe(!isExact(request.aspectRatio, body))
      const [across = 1, down = 1] = request.aspectRatio.split(':').map(Number)
      expect(Math.abs(body.width / body.height / (across / down) - 1)).toBeLessThan(0.02)
    },
  )

  const prompt = 'a lighthouse on a cliff at dusk, oil painting'

  it('by a pro model is this and no more', async () => {
    const { body, path } = await ask({ vendorModel: 'flux-2-pro', family: 'flux-2' }, { seed: 42 })
    expect(path).toBe('/modes/flux/v1/flux-2-pro')
    expect(body).toEqual({
      prompt,
      width: 1024,
      height: 1024,
      seed: 42,
      safety_tolerance: 2,
      output_format: 'png',
    })
  })

  it('by an older model is this and no more', async () => {
    const { body, path } = await ask({ vendorModel: 'flux-pro-1.1', family: 'flux-1.1' }, { aspectRatio: '3:2' })
    expect(path).toBe('/modes/flux/v1/flux-pro-1.1')
    expect(body).toEqual({
      prompt,
      width: 1440,
      height: 960,
      prompt_upsampling: false,
      safety_tolerance: 2,
      output_format: 'png',
    })
  })

  it('has the newest form where the model has no family', async () => {
    expect(v.safeParse(PUBLISHED['flux-2'], (await ask({ vendorModel: 'flux-2-max' })).body).success).toBe(true)
  })

  it('is nothing where the family is a mistake of ours', async () => {
    const before = server.requests.length
    await expect(ask({ family: 'flux-9' })).rejects.toThrow('flux-9')
    expect(server.requests).toHaveLength(before)
  })
})
