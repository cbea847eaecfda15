import type { IndexEntry } from '#contract/gallery-index.ts'
import type { RequestRecord } from '../jobs/job-records.ts'
import { type JobPictures, modelsOf } from './fold-keys.ts'

/** A job as day files and the index tell it. */
export function describeEntry(pictures: JobPictures, request: RequestRecord | undefined): IndexEntry {
  const { jobId, createdAtMs, run, width, height, thumbhash } = pictures[0]
  return {
    id: jobId,
    timestamp: new Date(createdAtMs).toISOString(),
    prompt: request?.prompt ?? '',
    models: modelsOf(pictures, request?.models ?? []),
    imageCount: pictures.length,
    preview: { run, width, height, thumbhash },
  }
}
