import * as v from 'valibot'
import { ASPECT_RATIOS } from './aspect-ratios.ts'
import { JobId } from './ids.ts'
import { JobStatus } from './job.ts'
import { LIMITS } from './limits.ts'

/** Characters of a text as every side counts them: Unicode code points. */
export function countChars(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** The text that is counted, sent and drawn: trimmed, without control characters but line breaks and tabs. */
export function normalizePrompt(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, ' ')
    .normalize('NFC')
    .trim()
}

export const PromptText = v.pipe(v.string(), v.transform(normalizePrompt))

/**
 * Body of POST /api/generate. Unknown fields are dropped. Emptiness and length of the prompt have codes of their own
 * and are checked by the server after the shape.
 */
export const GenerateRequest = v.object({
  prompt: v.optional(v.nullable(PromptText)),
  /** Model ids; left out = the deployment's default models. */
  models: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
      v.minLength(1),
      v.maxLength(LIMITS.maxModelsPerPrompt),
    ),
  ),
  aspectRatio: v.optional(v.picklist(ASPECT_RATIOS)),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.maxSeed))),
  negativePrompt: v.optional(
    v.pipe(
      PromptText,
      v.check((text) => countChars(text) <= LIMITS.maxPromptChars),
    ),
  ),
  /** Whether the pictures are listed in the gallery; left out = the deployment's GALLERY_DEFAULT. */
  publish: v.optional(v.boolean()),
})
export type GenerateRequest = v.InferInput<typeof GenerateRequest>

/** Answer of POST /api/generate: the job is owned by the queue, no model has been called yet. */
export const GenerateAnswer = v.object({
  jobId: JobId,
  status: JobStatus,
  totalModels: v.number(),
  models: v.array(v.string()),
  createdAt: v.string(),
})
export type GenerateAnswer = v.InferOutput<typeof GenerateAnswer>
