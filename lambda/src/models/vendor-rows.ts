import { ASPECT_RATIOS, type AspectRatio } from '#contract/aspect-ratios.ts'
import { LIMITS } from '#contract/limits.ts'
import type { ModelRow } from './image-model.ts'
import { CLASSIC_SIZES, exactRatios } from './picture-sizes.ts'

/** When the prices below were looked up; vendors' price pages and first-party documents, see docs/PROVIDERS.md. */
const AS_OF = '2026-11-22'

const ALL_RATIOS: readonly AspectRatio[] = ASPECT_RATIOS
const WITHOUT_FOUR_TO_THREE = ALL_RATIOS.filter((ratio) => ratio !== '4:3' && ratio !== '3:4')

interface VendorFacts {
  readonly provider: string
  readonly aspectRatios: readonly AspectRatio[]
  readonly seed: boolean
  readonly negativePrompt: boolean
  readonly maxPrompt: number
  readonly timeoutS: number
}

interface ModelFacts extends Partial<VendorFacts> {
  readonly model: string
  readonly label: string
  readonly family?: string
  /** Dollars for one picture as this program asks for it: about one megapixel, middle quality. */
  readonly price?: readonly [usd: number, maxUsd?: number]
  readonly retiredOn?: string
  readonly replacement?: string
}

function rowsOf(vendor: VendorFacts, models: readonly ModelFacts[]): readonly ModelRow[] {
  return models.map((model) => rowOf({ ...vendor, ...model }))
}

function rowOf({ price, ...facts }: VendorFacts & ModelFacts): ModelRow {
  const { provider, model, label, family, retiredOn, replacement } = facts
  const [usd, maxUsd] = price ?? []
  return {
    id: `${provider}:${model}`,
    provider,
    vendorModel: model,
    label,
    ...(family !== undefined && { family }),
    capabilities: {
      aspectRatios: [...facts.aspectRatios],
      seed: facts.seed,
      negativePrompt: facts.negativePrompt,
      maxPrompt: facts.maxPrompt,
    },
    ...(usd !== undefined && { price: { usd, ...(maxUsd !== undefined && { maxUsd }), asOf: AS_OF } }),
    free: false,
    timeoutMs: facts.timeoutS * 1000,
    ...(retiredOn !== undefined && { retiredOn }),
    ...(replacement !== undefined && { replacement }),
  }
}

const OPENAI: VendorFacts = {
  provider: 'openai',
  aspectRatios: ALL_RATIOS,
  seed: false,
  negativePrompt: false,
  maxPrompt: 32_000,
  timeoutS: 180,
}
const FLARE = 'openai:gpt-image-2.6-flare'
const CLASSIC = { family: 'gpt-image-1', aspectRatios: exactRatios(CLASSIC_SIZES) } as const

/** 1,568 tokens for a square at medium quality and half as many more for 1536x1024, at $30 a million. */
const MEDIUM = [0.047, 0.071] as const

/** Priced by tokens, so that the exact sum comes with the answer. */
const GPT_IMAGE = rowsOf({ ...OPENAI }, [
  { model: 'gpt-image-2.6-flare', label: 'GPT Image 2.6 Flare', family: 'gpt-image', price: MEDIUM },
  { model: 'gpt-image-2.6-sunburst', label: 'GPT Image 2.6 Sunburst', family: 'gpt-image', price: MEDIUM },
  { model: 'gpt-image-2.5-flare', label: 'GPT Image 2.5 Flare', family: 'gpt-image', price: MEDIUM },
  { model: 'gpt-image-2.5-sunburst', label: 'GPT Image 2.5 Sunburst', family: 'gpt-image', price: MEDIUM },
  { model: 'gpt-image-2', label: 'GPT Image 2', family: 'gpt-image', price: MEDIUM },
  {
    model: 'gpt-image-1.5',
    label: 'GPT Image 1.5',
    ...CLASSIC,
    price: [0.034],
    retiredOn: '2026-12-01',
    replacement: FLARE,
  },
  {
    model: 'gpt-image-1-mini',
    label: 'GPT Image 1 Mini',
    ...CLASSIC,
    price: [0.011],
    retiredOn: '2026-12-01',
    replacement: FLARE,
  },
  {
    model: 'gpt-image-1',
    label: 'GPT Image 1',
    ...CLASSIC,
    retiredOn: '2026-10-23',
    replacement: 'openai:gpt-image-2',
  },
  {
    model: 'dall-e-3',
    label: 'DALL-E 3',
    family: 'dall-e-3',
    aspectRatios: ['1:1'],
    maxPrompt: 4000,
    retiredOn: '2026-05-12',
    replacement: FLARE,
  },
])

const GEMINI: VendorFacts = {
  provider: 'gemini',
  aspectRatios: ALL_RATIOS,
  seed: true,
  negativePrompt: false,
  maxPrompt: 32_000,
  timeoutS: 120,
}
const NANO_BANANA = 'gemini:gemini-nano-banana-2.1'
const IMAGEN = {
  family: 'imagen',
  aspectRatios: ['1:1', '16:9', '9:16', '4:3', '3:4'],
  seed: false,
  maxPrompt: 1800, // about 480 tokens
  retiredOn: '2026-08-17',
} as const

const GEMINI_ROWS = rowsOf(GEMINI, [
  { model: 'gemini-nano-banana-2.1', label: 'Nano Banana 2.1', price: [0.0336] },
  { model: 'gemini-3-pro-image', label: 'Gemini 3 Pro Image', price: [0.0336, 0.134] },
  { model: 'gemini-3.1-flash-lite-image', label: 'Gemini 3.1 Flash Lite Image', price: [0.0336] },
  {
    model: 'gemini-3.1-flash-image',
    label: 'Gemini 3.1 Flash Image',
    retiredOn: '2026-10-29',
    replacement: NANO_BANANA,
  },
  {
    model: 'gemini-2.5-flash-image',
    label: 'Gemini 2.5 Flash Image',
    retiredOn: '2026-10-02',
    replacement: NANO_BANANA,
  },
  { model: 'imagen-4.0-generate-001', label: 'Imagen 4', ...IMAGEN, replacement: NANO_BANANA },
  {
    model: 'imagen-4.0-ultra-generate-001',
    label: 'Imagen 4 Ultra',
    ...IMAGEN,
    replacement: 'gemini:gemini-3-pro-image',
  },
])

const BEDROCK: VendorFacts = {
  provider: 'bedrock',
  aspectRatios: WITHOUT_FOUR_TO_THREE,
  seed: true,
  negativePrompt: false,
  maxPrompt: 10_000,
  timeoutS: 90,
}

/** AWS publishes these prices per region; the ranges are what third parties quote. */
const BEDROCK_ROWS = rowsOf(BEDROCK, [
  {
    model: 'stability.sd3-5-large-v1:0',
    label: 'Stable Diffusion 3.5 Large (Bedrock)',
    family: 'sd3.5',
    negativePrompt: true,
    price: [0.06, 0.08],
  },
  {
    model: 'stability.stable-image-ultra-v1:1',
    label: 'Stable Image Ultra (Bedrock)',
    family: 'stable-image',
    price: [0.08, 0.14],
  },
  {
    model: 'stability.stable-image-core-v1:1',
    label: 'Stable Image Core (Bedrock)',
    family: 'stable-image',
    price: [0.03, 0.04],
  },
  {
    model: 'amazon.nova-canvas-v1:0',
    label: 'Nova Canvas (Bedrock)',
    family: 'nova',
    aspectRatios: ALL_RATIOS,
    negativePrompt: true,
    maxPrompt: 1024,
    retiredOn: '2026-09-30',
    replacement: 'bedrock:stability.sd3-5-large-v1:0',
  },
])

const STABILITY: VendorFacts = {
  provider: 'stability',
  aspectRatios: WITHOUT_FOUR_TO_THREE,
  seed: true,
  negativePrompt: true,
  maxPrompt: 10_000,
  timeoutS: 90,
}

/** Credits of one cent each, for successes only. */
const STABILITY_ROWS = rowsOf(STABILITY, [
  { model: 'core', label: 'Stable Image Core', family: 'core', price: [0.03] },
  { model: 'ultra', label: 'Stable Image Ultra', family: 'ultra', price: [0.08] },
  { model: 'sd3.5-large', label: 'Stable Diffusion 3.5 Large', family: 'sd3', price: [0.065] },
  { model: 'sd3.5-large-turbo', label: 'Stable Diffusion 3.5 Large Turbo', family: 'sd3', price: [0.04] },
  { model: 'sd3.5-medium', label: 'Stable Diffusion 3.5 Medium', family: 'sd3', price: [0.035] },
  { model: 'sd3.5-flash', label: 'Stable Diffusion 3.5 Flash', family: 'sd3', price: [0.025] },
])

const BFL: VendorFacts = {
  provider: 'bfl',
  aspectRatios: ALL_RATIOS.filter((ratio) => ratio !== '16:9' && ratio !== '9:16'),
  seed: true,
  negativePrompt: false,
  maxPrompt: 32_000,
  timeoutS: 120,
}

/** One megapixel to the 1.6 of a 3:2 picture; the exact sum comes with the answer. */
const BFL_ROWS = rowsOf(BFL, [
  { model: 'flux-2-pro', label: 'FLUX.2 pro', family: 'flux-2', price: [0.03, 0.045] },
  { model: 'flux-2-max', label: 'FLUX.2 max', family: 'flux-2', price: [0.07, 0.1] },
  { model: 'flux-2-flex', label: 'FLUX.2 flex', family: 'flux-2-flex', price: [0.05, 0.1] },
  { model: 'flux-2-klein-4b', label: 'FLUX.2 klein 4B', family: 'flux-2', price: [0.014, 0.015] },
  { model: 'flux-2-klein-9b', label: 'FLUX.2 klein 9B', family: 'flux-2', price: [0.015, 0.017] },
  { model: 'flux-pro-1.1', label: 'FLUX 1.1 pro', family: 'flux-1.1', price: [0.04] },
  {
    model: 'flux-pro-1.1-ultra',
    label: 'FLUX 1.1 pro Ultra',
    family: 'flux-1.1-ultra',
    aspectRatios: ALL_RATIOS,
    price: [0.06],
  },
])

const RECRAFT: VendorFacts = {
  provider: 'recraft',
  aspectRatios: ALL_RATIOS,
  seed: true,
  negativePrompt: false,
  maxPrompt: 10_000,
  timeoutS: 60,
}

const RECRAFT_ROWS = rowsOf(RECRAFT, [
  { model: 'recraftv4_1', label: 'Recraft V4.1', price: [0.035] },
  { model: 'recraftv4_1_pro', label: 'Recraft V4.1 Pro', price: [0.21] },
  { model: 'recraftv4_1_utility', label: 'Recraft V4.1 Utility', price: [0.035] },
  { model: 'recraftv4', label: 'Recraft V4', price: [0.035] },
  { model: 'recraftv3', label: 'Recraft V3', maxPrompt: LIMITS.maxPromptChars, price: [0.04] },
])

/** Every vendor's models, the ones that are gone too: old pictures still name their maker, and waiting prompts its successor. */
export const VENDOR_ROWS: readonly ModelRow[] = [
  ...GPT_IMAGE,
  ...GEMINI_ROWS,
  ...BEDROCK_ROWS,
  ...STABILITY_ROWS,
  ...BFL_ROWS,
  ...RECRAFT_ROWS,
]
