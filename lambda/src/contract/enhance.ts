import * as v from 'valibot'
import { PromptText } from './prompt.ts'

/** Body of POST /api/enhance. Emptiness and length have codes of their own and are checked after the shape. */
export const EnhanceRequest = v.object({ prompt: v.optional(v.nullable(PromptText)) })
export type EnhanceRequest = v.InferInput<typeof EnhanceRequest>

/** Why a prompt came back as it was. */
export const ENHANCE_REASONS = ['timeout', 'refused', 'unavailable', 'unusable', 'too-long'] as const
export type EnhanceReason = (typeof ENHANCE_REASONS)[number]

/** Answer of POST /api/enhance. What may be sent afterwards is for the person to choose. */
export const EnhanceAnswer = v.object({
  original: v.string(),
  /** The improved text, or the original where `source` is `fallback`. The same as `long`. */
  enhanced: v.string(),
  /** Equal to `long` where there is one improved text only; it is then no choice. */
  short: v.string(),
  long: v.string(),
  /** Who wrote it: a language model, the built-in rules, or nobody. */
  source: v.picklist(['model', 'builtin', 'fallback']),
  /** The language model's id, where one wrote it. */
  model: v.optional(v.string()),
  /** Where `source` is `fallback`. An app may meet reasons that it does not know. */
  reason: v.optional(v.string()),
})
export type EnhanceAnswer = v.InferOutput<typeof EnhanceAnswer>
