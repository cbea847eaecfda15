import * as v from 'valibot'
import { JobId } from '#contract/ids.ts'

/** What the queue carries: one run to do. Ids only; everything else is read from the job. */
export const JobMessage = v.object({
  type: v.literal('run'),
  jobId: JobId,
  /** Our model id. */
  model: v.string(),
  attempt: v.pipe(v.number(), v.integer(), v.minValue(1)),
  correlationId: v.string(),
})
export type JobMessage = v.InferOutput<typeof JobMessage>
