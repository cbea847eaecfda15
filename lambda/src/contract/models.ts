import * as v from 'valibot'

/** What a model can be asked for. A control that no chosen model has is not shown. */
export const Capabilities = v.object({
  aspectRatios: v.array(v.string()),
  seed: v.boolean(),
  negativePrompt: v.boolean(),
  /** Code points; longer prompts are cut at a word, with a warning. */
  maxPrompt: v.number(),
})
export type Capabilities = v.InferOutput<typeof Capabilities>

/** Dollars for one picture, a range where `maxUsd` is given. */
export const Price = v.object({
  usd: v.number(),
  maxUsd: v.optional(v.number()),
  /** The day the price was looked up, YYYY-MM-DD. */
  asOf: v.optional(v.string()),
})
export type Price = v.InferOutput<typeof Price>

/** Money is counted in whole millionths of a dollar, so that sums stay exact. */
export function toMicroUsd(usd: number): number {
  return Math.round(usd * 1_000_000)
}

/** One row of GET /api/models. */
export const ModelInfo = v.object({
  /** `provider:model-id` */
  id: v.string(),
  label: v.string(),
  provider: v.string(),
  available: v.boolean(),
  /** Why it is not available, in a sentence for the operator. */
  reason: v.optional(v.string()),
  capabilities: Capabilities,
  /** Left out = unknown. */
  price: v.optional(Price),
  retiredOn: v.optional(v.string()),
  /** The id of the model to use in its place. */
  replacement: v.optional(v.string()),
})
export type ModelInfo = v.InferOutput<typeof ModelInfo>

export const ModelsAnswer = v.object({
  models: v.array(ModelInfo),
  /** What a prompt without `models` is sent to. */
  defaultModels: v.array(v.string()),
  /** Who sees the pictures of a prompt without `publish`. */
  galleryDefault: v.optional(v.picklist(['public', 'private'])),
  /** Days after which pictures are removed; left out: they stay until somebody deletes them. */
  keptDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type ModelsAnswer = v.InferOutput<typeof ModelsAnswer>

/** Said beside every picture that the built-in models draw. */
export const SKETCH_NOTE = 'Sketch, drawn by rules, not AI'
export const SKETCH_PROVIDER = 'sketch'
