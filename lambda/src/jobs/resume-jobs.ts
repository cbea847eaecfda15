import { mintJobId, parseJobId } from '#contract/ids.ts'
import type { Log } from '../observability/log.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { type CreateJobServices, enqueueJob } from './create-job.ts'
import { readRequest } from './job-records.ts'
import { isOfEarlierStart } from './timing.ts'

const DAY_MS = 24 * 3_600_000

type ResumeServices = Pick<CreateJobServices, 'store' | 'queue' | 'timing'> & { readonly log: Log }

/**
 * Hands over what an earlier process had written but not yet given to the queue when it died; for a place where one
 * process owns the store. Looks at ids minted in the last day, which are the end of the order of keys (UUIDv7); an older
 * or foreign one is handed over when its sender repeats the call. Answers how many jobs were resumed.
 */
export async function resumeJobs(services: ResumeServices): Promise<number> {
  const { store, timing, log } = services
  const oldest = mintJobId(timing.now() - DAY_MS, () => undefined)
  let resumed = 0
  for await (const jobId of jobIds(store, `jobs/${oldest}`)) {
    try {
      if (await resumeJob(services, jobId)) resumed += 1
    } catch (error) {
      // One job that cannot be resumed must not keep the others, or the start, from going on.
      log.error('job-not-resumed', { jobId }, error)
    }
  }
  return resumed
}

async function resumeJob(services: ResumeServices, jobId: string): Promise<boolean> {
  const { store, timing } = services
  if ((await store.head(KEYS.queued(jobId))) !== undefined) return false
  const request = await readRequest(store, jobId)
  if (request === undefined || !isOfEarlierStart(request, timing)) return false
  await enqueueJob(services, request)
  return true
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
