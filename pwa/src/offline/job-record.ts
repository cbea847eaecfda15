import * as v from 'valibot'
import { JobId } from '#contract/ids.ts'
import { StatusAnswer } from '#contract/job.ts'

/** The version of the record's shape. One of a newer version is left as it is. */
const RECORD_VERSION = 1

/** A job as this device remembers it, in IndexedDB. The server holds the truth. */
export const JobRecord = v.object({
  schemaV: v.literal(RECORD_VERSION),
  jobId: JobId,
  /** 1 where it was sent from here; a number, since an index takes no booleans. */
  own: v.picklist([0, 1]),
  prompt: v.string(),
  /** ISO 8601. */
  createdAt: v.string(),
  aspectRatio: v.optional(v.string()),
  /** Enough to show the cells before the first answer about the job. */
  models: v.array(v.object({ id: v.string(), label: v.string(), provider: v.string() })),
  /** What the server last said; left out where this version cannot read it. */
  status: v.fallback(v.optional(StatusAnswer), undefined),
})
export type JobRecord = v.InferOutput<typeof JobRecord>

/** A job that the server has accepted from this device. */
export const AcceptedJob = v.pick(JobRecord, ['jobId', 'prompt', 'createdAt', 'aspectRatio', 'models'])
export type AcceptedJob = v.InferOutput<typeof AcceptedJob>

export function recordOfAccepted(job: AcceptedJob): JobRecord {
  return { schemaV: RECORD_VERSION, own: 1, ...job }
}

/** What is remembered of a job after an answer about it. */
export function recordOfStatus(before: JobRecord | undefined, status: StatusAnswer): JobRecord {
  const { jobId, prompt, createdAt, aspectRatio } = status
  return {
    ...{ schemaV: RECORD_VERSION, own: before?.own ?? 0, models: before?.models ?? [] },
    ...{ jobId, prompt, createdAt, aspectRatio: aspectRatio ?? before?.aspectRatio, status },
  }
}
