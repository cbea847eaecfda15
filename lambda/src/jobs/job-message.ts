import * as v from 'valibot'
import { JobId } from '#contract/ids.ts'

/** One run to do. Ids only; everything else is read from the job. */
export const RunMessage = v.object({
  type: v.literal('run'),
  jobId: JobId,
  /** Our model id. */
  model: v.string(),
  attempt: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** When a further attempt was asked for, ISO 8601; the first one counts from its job's acceptance. */
  acceptedAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  correlationId: v.string(),
})
export type RunMessage = v.InferOutput<typeof RunMessage>

/** What the queues carry: a run to do, a deleted job to erase, or days of the gallery to seal. */
export const JobMessage = v.variant('type', [
  RunMessage,
  v.object({ type: v.literal('erase'), jobId: JobId, correlationId: v.string() }),
  v.object({ type: v.literal('seal'), correlationId: v.string() }),
])
export type JobMessage = v.InferOutput<typeof JobMessage>
