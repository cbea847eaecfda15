import { mintJobId } from '#contract/ids.ts'
import { createRecord, type RequestRecord } from '../../lambda/src/jobs/job-records.ts'
import { galleryKey, KEYS } from '../../lambda/src/store/keys.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'

export const THUMBHASH = '3OcRJYB4d3h_iIeHeEh3eIhw-j3A'

interface PublishedJob {
  readonly createdAtMs: number
  readonly runs: readonly string[]
  readonly prompt?: string
  readonly models?: readonly string[]
  readonly jobId?: string
}

/** A job of the gallery as its worker leaves it: what was asked, and one key for each picture. */
export async function publishJob(store: ObjectStore, job: PublishedJob): Promise<string> {
  const { createdAtMs, runs, prompt = 'a red fox', models = ['sketch:pixel', 'sketch:poster'] } = job
  const jobId = job.jobId ?? mintJobId(createdAtMs, (bytes) => crypto.getRandomValues(bytes))
  const request: RequestRecord = {
    jobId,
    prompt,
    models: [...models],
    aspectRatio: '1:1',
    publish: true,
    bodyHash: 'h',
    createdAt: new Date(createdAtMs).toISOString(),
    correlationId: 'c',
  }
  await createRecord(store, KEYS.request(jobId), request)
  for (const run of runs) await publishPicture(store, { createdAtMs, jobId, run })
  return jobId
}

async function publishPicture(
  store: ObjectStore,
  picture: { readonly createdAtMs: number; readonly jobId: string; readonly run: string },
): Promise<void> {
  const key = galleryKey({ width: 1024, height: 768, thumbhash: THUMBHASH, ...picture })
  await store.put(key, new Uint8Array(), { contentType: 'application/octet-stream' })
}
