import { mintJobId, parseJobId } from '#contract/ids.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { type CreateJobServices, enqueueJob } from './create-job.ts'
import { readRequest } from './job-records.ts'
import { isOfEarlierStart } from './timing.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Hands over what an earlier process had written but not yet given to the queue when it died; for a place where one
 * process owns the store. Looks at ids minted in the last day, which are the end of the order of keys (UUIDv7); an older
 * or foreign one is handed over when its sender repeats the call. Answers how many jobs were resumed.
 */
export async function resumeJobs(services: Pick<CreateJobServices, 'store' | 'queue' | 'timing'>): Promise<number> {
  const { store, timing } = services
  const oldest = mintJobId(timing.now() - DAY_MS, () => undefined)
  let resumed = 0
  for await (const jobId of jobIds(store, `jobs/${oldest}`)) {
    if ((await store.head(KEYS.queued(jobId))) !== undefined) continue
    const request = await readRequest(store, jobId)
    if (request === undefined || !isOfEarlierStart(request, timing)) continue
    await enqueueJob(services, request)
    resumed += 1
  }
  return resumed
}

/** The ids under `jobs/` after a key, each once: after an id is known, its other keys are skipped. */
async function* jobIds(store: ObjectStore, after: string): AsyncGenerator<string> {
  let startAfter = after
  for (;;) {
    const { keys } = await store.list({ prefix: 'jobs/', startAfter, limit: 1 })
    const segment = keys[0]?.split('/')[1]
    if (segment === undefined) return
    const jobId = parseJobId(segment)
    if (jobId !== undefined) yield jobId
    startAfter = `jobs/${segment}0` // "0" is the character after "/"
  }
}
