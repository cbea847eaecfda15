import * as v from 'valibot'
import { JobId } from '#contract/ids.ts'
import type { SettingsStore } from './settings-store.ts'

const KEY = 'recentJobs'
const MAX_JOBS = 50

const RecentJob = v.object({
  jobId: JobId,
  prompt: v.string(),
  createdAt: v.string(),
  aspectRatio: v.optional(v.string()),
  /** Enough to show the cells before the first answer about the job. */
  models: v.array(v.object({ id: v.string(), label: v.string(), provider: v.string() })),
})
export type RecentJob = v.InferOutput<typeof RecentJob>

export interface RecentJobs {
  /** Jobs made on this device, newest first. */
  readonly list: () => Promise<readonly RecentJob[]>
  readonly add: (job: RecentJob) => Promise<void>
}

export function createRecentJobs(settings: SettingsStore): RecentJobs {
  let known: Promise<readonly RecentJob[]> | undefined
  function list(): Promise<readonly RecentJob[]> {
    known ??= settings.read(KEY, v.array(RecentJob)).then((stored) => stored ?? [])
    return known
  }
  return {
    list,
    async add(job) {
      const next = list().then((jobs) => [job, ...jobs.filter((each) => each.jobId !== job.jobId)].slice(0, MAX_JOBS))
      known = next
      await settings.write(KEY, await next)
    },
  }
}
