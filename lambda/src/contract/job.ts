import * as v from 'valibot'
import { FAILURE_KINDS } from './failure-kinds.ts'
import { JobId } from './ids.ts'

export const JobStatus = v.picklist(['pending', 'in_progress', 'completed', 'partial', 'failed', 'canceled'])
export type JobStatus = v.InferOutput<typeof JobStatus>

/** A picture as the API names it; bytes are only ever behind its addresses. */
export const ResultImage = v.object({
  run: v.string(),
  /** /images/{jobId}/{run}/{width} with the largest width made, ending in `.webp` until every format stands. */
  url: v.string(),
  /** /images/{jobId}/{run}/original: the provider's bytes, untouched. */
  originalUrl: v.string(),
  /** Pixels of the original. */
  width: v.number(),
  height: v.number(),
  /** From the bytes, never from a header. */
  mimeType: v.string(),
  bytes: v.number(),
  /** Of the original, hexadecimal. */
  sha256: v.string(),
  /** ThumbHash, base64url. */
  thumbhash: v.string(),
})
export type ResultImage = v.InferOutput<typeof ResultImage>

/** What a model could not do as asked, for example `seed-unsupported`. An app may meet codes that it does not know. */
export const Warning = v.object({ code: v.string(), message: v.string() })
export type Warning = v.InferOutput<typeof Warning>

/** What a picture cost. */
export const Cost = v.object({
  /** Millionths of a dollar; of a range the lower end. */
  microUsd: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The upper end, where only a range is known. */
  maxMicroUsd: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** `reported` by the provider, `computed` from the usage that it reported, or `estimated` from the price list. */
  source: v.picklist(['reported', 'computed', 'estimated']),
})
export type Cost = v.InferOutput<typeof Cost>

export const Failure = v.object({
  kind: v.picklist(FAILURE_KINDS),
  /** A sentence of ours, never the provider's words. */
  message: v.string(),
  /** The provider reported something that may pass, so that another attempt is worth its price. */
  retryable: v.optional(v.boolean()),
  /** From when on another attempt may go better, ISO 8601. */
  retryAt: v.optional(v.string()),
  /** Where the charge of this attempt is not known: another one may be charged a second time. */
  mayBeCharged: v.optional(v.boolean()),
  /** The id of the model to use in the place of a retired one. */
  replacement: v.optional(v.string()),
})
export type Failure = v.InferOutput<typeof Failure>

const base = {
  model: v.string(),
  label: v.string(),
  provider: v.string(),
  attempt: v.number(),
}
const ended = {
  ...base,
  startedAt: v.optional(v.string()),
  completedAt: v.string(),
  durationMs: v.optional(v.number()),
  warnings: v.optional(v.array(Warning)),
}

/** One model's part of a job. Times are ISO 8601 in UTC. */
export const Result = v.variant('status', [
  v.object({ status: v.literal('pending'), ...base }),
  v.object({ status: v.literal('in_progress'), ...base, startedAt: v.string() }),
  v.object({
    status: v.literal('completed'),
    ...ended,
    image: ResultImage,
    /** Left out where it is not known. */
    cost: v.optional(Cost),
    /** The seed that was used, where the provider tells it. */
    seed: v.optional(v.number()),
    /** The text that was really drawn, where it is not the prompt: cut, cleaned, or written anew by the provider. */
    revisedPrompt: v.optional(v.string()),
  }),
  v.object({ status: v.literal('refused'), ...ended, failure: Failure }),
  v.object({ status: v.literal('failed'), ...ended, failure: Failure }),
  v.object({ status: v.literal('canceled'), ...ended }),
])
export type Result = v.InferOutput<typeof Result>

/** Body of POST /api/jobs/{jobId}/retry. */
export const RetryRequest = v.object({ model: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) })
export type RetryRequest = v.InferInput<typeof RetryRequest>

/** Answer of GET /api/status/{jobId}. `completedModels` counts pictures; a progress display counts ended results. */
export const StatusAnswer = v.object({
  jobId: JobId,
  status: JobStatus,
  prompt: v.string(),
  /** What was asked for, so that a page can reserve the room of its pictures. */
  aspectRatio: v.optional(v.string()),
  createdAt: v.string(),
  updatedAt: v.string(),
  totalModels: v.number(),
  completedModels: v.number(),
  results: v.array(Result),
})
export type StatusAnswer = v.InferOutput<typeof StatusAnswer>

/** The status of a job from the statuses of its results: the only place that decides it. */
export function jobStatus(statuses: readonly Result['status'][]): JobStatus {
  const count = (status: Result['status']) => statuses.filter((each) => each === status).length
  const waiting = count('pending')
  if (waiting === statuses.length) return 'pending'
  if (waiting + count('in_progress') > 0) return 'in_progress'
  if (count('completed') === statuses.length) return 'completed'
  if (count('completed') > 0) return 'partial'
  return count('canceled') > 0 ? 'canceled' : 'failed'
}

/** Whether a job will not change any more by itself. */
export function isEnded(status: JobStatus): boolean {
  return status !== 'pending' && status !== 'in_progress'
}
