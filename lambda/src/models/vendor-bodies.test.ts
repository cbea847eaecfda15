import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { ASPECT_RATIOS, type AspectRatio } from '#contract/aspect-ratios.ts'
import { LIMITS } from '#contract/limits.ts'
import { type SentRequest, sentBody } from '../../../tests/providers/sent-body.ts'
import { createBedrockNova } from './bedrock-nova.ts'
import { createBedrockStability } from './bedrock-stability.ts'
import { createGemini } from './gemini.ts'
import { createImagen } from './imagen.ts'
import { createOpenAi } from './openai.ts'
import type { ProviderContext } from './provider-context.ts'
import { createStability } from './stability.ts'
import { VENDOR_ROWS } from './vendor-rows.ts'

const PROMPT = 'a lighthouse on a cliff at dusk, oil painting'
const CONTROLS = [{}, { seed: 0 }, { seed: LIMITS.maxSeed }, { negativePrompt: 'people' }] as const
const bedrock = (context: ProviderContext) => ({ ...context, region: 'us-west-2', credentials: () => undefined })

const integer = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))
const prompt = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max))
const size = (check: (width: number, height: number) => boolean) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+x\d+$/),
    v.check((text) => {
      const [width = 0, height = 0] = text.split('x').map(Number)
      return check(width, height)
    }),
  )
const STABILITY_SHAPES = v.picklist(['21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16', '9:21'])
const TEXT_SEED = v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(4_294_967_294))
const STABILITY_FORM = {
  prompt: prompt(10_000),
  aspect_ratio: STABILITY_SHAPES,
  output_format: v.literal('png'),
  seed: v.optional(TEXT_SEED),
  negative_prompt: v.optional(prompt(10_000)),
}

interface Vendor {
  readonly model: string
  readonly create: SentRequest['create']
  /** Every field that the vendor documents and we send, with the range it documents; a further one is an error. */
  readonly schema: v.GenericSchema
  readonly path: string
}

const VENDORS: readonly Vendor[] = [
  {
    model: 'openai:gpt-image-2.6-flare',
    create: createOpenAi,
    path: '/images/generations',
    schema: v.strictObject({
      model: v.literal('gpt-image-2.6-flare'),
      prompt: prompt(32_000),
      n: v.literal(1),
      size: size((width, height) => {
        const ratio = width / height
        return width % 16 === 0 && height % 16 === 0 && ratio >= 1 / 3 && ratio <= 3 && width * height <= 3840 * 2160
      }),
      quality: v.picklist(['auto', 'low', 'medium', 'high', 'xhigh', 'max']),
      output_format: v.picklist(['png', 'jpeg', 'webp']),
    }),
  },
  {
    model: 'openai:gpt-image-1.5',
    create: createOpenAi,
    path: '/images/generations',
    schema: v.strictObject({
      model: v.literal('gpt-image-1.5'),
      prompt: prompt(32_000),
      n: v.literal(1),
      size: v.picklist(['1024x1024', '1536x1024', '1024x1536']),
      quality: v.picklist(['auto', 'low', 'medium', 'high']),
      output_format: v.picklist(['png', 'jpeg', 'webp']),
    }),
  },
  {
    model: 'openai:dall-e-3',
    create: createOpenAi,
    path: '/images/generations',
    schema: v.strictObject({
      model: v.literal('dall-e-3'),
      prompt: prompt(4000),
      n: v.literal(1),
      size: v.picklist(['1024x1024', '1792x1024', '1024x1792']),
      quality: v.literal('standard'),
      style: v.literal('vivid'),
      response_format: v.literal('b64_json'),
    }),
  },
  {
    model: 'gemini:gemini-nano-banana-2.1',
    create: createGemini,
    path: '/models/gemini-nano-banana-2.1:generateContent',
    schema: v.strictObject({
      contents: v.tuple([
        v.strictObject({ role: v.literal('user'), parts: v.tuple([v.strictObject({ text: prompt(32_000) })]) }),
      ]),
      generationConfig: v.strictObject({
        responseModalities: v.tuple([v.literal('IMAGE')]),
        seed: v.optional(integer(0, 2 ** 31 - 1)),
        imageConfig: v.strictObject({
          aspectRatio: v.picklist(['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9']),
          imageSize: v.picklist(['1K', '2K', '4K']),
        }),
      }),
    }),
  },
  {
    model: 'gemini:imagen-4.0-generate-001',
    create: createImagen,
    path: '/models/imagen-4.0-generate-001:predict',
    schema: v.strictObject({
      instances: v.tuple([v.strictObject({ prompt: prompt(2000) })]),
      parameters: v.strictObject({
        sampleCount: integer(1, 4),
        aspectRatio: v.picklist(['1:1', '3:4', '4:3', '9:16', '16:9']),
        personGeneration: v.picklist(['dont_allow', 'allow_adult', 'allow_all']),
        includeRaiReason: v.boolean(),
      }),
    }),
  },
  {
    model: 'bedrock:stability.sd3-5-large-v1:0',
    create: (context) => createBedrockStability(bedrock(context)),
    path: '/model/stability.sd3-5-large-v1%3A0/invoke',
    schema: v.strictObject({
      prompt: prompt(10_000),
      mode: v.literal('text-to-image'),
      aspect_ratio: STABILITY_SHAPES,
      output_format: v.picklist(['png', 'jpeg', 'webp']),
      seed: v.optional(integer(0, 4_294_967_294)),
      negative_prompt: v.optional(prompt(10_000)),
    }),
  },
  {
    model: 'bedrock:stability.stable-image-ultra-v1:1',
    create: (context) => createBedrockStability(bedrock(context)),
    path: '/model/stability.stable-image-ultra-v1%3A1/invoke',
    schema: v.strictObject({
      prompt: prompt(10_000),
      aspect_ratio: STABILITY_SHAPES,
      output_format: v.picklist(['png', 'jpeg', 'webp']),
      seed: v.optional(integer(0, 4_294_967_294)),
    }),
  },
  {
    model: 'bedrock:amazon.nova-canvas-v1:0',
    create: (context) => createBedrockNova(bedrock(context)),
    path: '/model/amazon.nova-canvas-v1%3A0/invoke',
    schema: v.strictObject({
      taskType: v.literal('TEXT_IMAGE'),
      textToImageParams: v.strictObject({ text: prompt(1024), negativeText: v.optional(prompt(1024)) }),
      imageGenerationConfig: v.strictObject({
        width: v.pipe(integer(320, 4096), v.multipleOf(16)),
        height: v.pipe(integer(320, 4096), v.multipleOf(16)),
        numberOfImages: integer(1, 5),
        quality: v.picklist(['standard', 'premium']),
        cfgScale: v.pipe(v.number(), v.minValue(1.1), v.maxValue(10)),
        seed: v.optional(integer(0, 858_993_459)),
      }),
    }),
  },
  {
    model: 'stability:core',
    create: createStability,
    path: '/v2beta/stable-image/generate/core',
    schema: v.strictObject(STABILITY_FORM),
  },
  {
    model: 'stability:sd3.5-flash',
    create: createStability,
    path: '/v2beta/stable-image/generate/sd3',
    schema: v.strictObject({ ...STABILITY_FORM, model: v.literal('sd3.5-flash') }),
  },
]

const rowOf = (model: string) => {
  const row = VENDOR_ROWS.find((each) => each.id === model)
  if (row === undefined) throw new Error(`${model} is no row`)
  return row
}

async function readForm(contentType: string, body: Buffer): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  return Object.fromEntries(form)
}

describe.each(VENDORS)('the request for $model', ({ model, create, schema, path }) => {
  const row = rowOf(model)
  const combinations = ASPECT_RATIOS.flatMap((aspectRatio) =>
    CONTROLS.map((controls) => ({ aspectRatio, ...controls })),
  )

  it.each(combinations)('has the documented fields alone, in their ranges: %o', async (request) => {
    const { request: sent, warnings } = await sentBody({ create, row, request })
    const type = sent.headers['content-type'] ?? ''
    const body: unknown = type.startsWith('multipart/')
      ? await readForm(type, sent.body)
      : JSON.parse(sent.body.toString())
    expect(v.safeParse(schema, body).issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined()
    expect(sent.path).toBe(path)
    expect(JSON.stringify(body)).toContain(PROMPT)
    expect([...warnings].sort()).toEqual(expectedWarnings(request, row.capabilities))
    const asText = JSON.stringify(body)
    if ('seed' in request && row.capabilities.seed) expect(asText).toMatch(/seed"?:"?\d/)
    if ('negativePrompt' in request) expect(asText.includes('people')).toBe(row.capabilities.negativePrompt)
  })

  it('cuts a prompt that is too long at a word', async () => {
    const { request: sent, warnings } = await sentBody({
      create,
      row: { ...row, capabilities: { ...row.capabilities, maxPrompt: 20 } },
      request: { prompt: 'a lighthouse on a cliff' },
    })
    expect(sent.body.toString()).toContain('a lighthouse on a')
    expect(sent.body.toString()).not.toContain('cliff')
    expect(warnings).toContain('prompt-cut')
  })
})

interface Controls {
  readonly aspectRatio: AspectRatio
  readonly seed?: number
  readonly negativePrompt?: string
}

function expectedWarnings(
  { aspectRatio, seed, negativePrompt }: Controls,
  can: ReturnType<typeof rowOf>['capabilities'],
): readonly string[] {
  return [
    ...(negativePrompt !== undefined && !can.negativePrompt ? ['negative-unsupported'] : []),
    ...(can.aspectRatios.includes(aspectRatio) ? [] : ['ratio-nearest']),
    ...(seed !== undefined && !can.seed ? ['seed-unsupported'] : []),
  ]
}
