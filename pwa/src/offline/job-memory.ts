import type { StatusAnswer } from '#contract/job.ts'
import { type AcceptedJob, type JobRecord, recordOfAccepted, recordOfStatus } from './job-record.ts'
import type { JobStore } from './job-store.ts'

/** What this page has read and written of the jobs that the device remembers. */
export interface JobMemory {
  readonly keepAccepted: (job: AcceptedJob) => JobRecord
  readonly keepStatus: (status: StatusAnswer) => void
  readonly newest: (count: number) => Promise<{
    readonly jobs: readonly JobRecord[]
    readonly hasEarlier: boolean
    readonly ownIds: readonly string[]
  }>
  /** A job that this page has not seen yet, where the device remembers it. */
  readonly recall: (jobId: string) => Promise<JobRecord | undefined>
  /** Answers whether there was one that the device did not know. */
  readonly adopt: (jobs: readonly AcceptedJob[]) => Promise<boolean>
}

export function createJobMemory(jobStore: JobStore): JobMemory {
  const records = new Map<string, JobRecord>()

  function keep(record: JobRecord): void {
    records.set(record.jobId, record)
    // The job is the server's; the copy only helps to read it without a network, and the store reports its own trouble.
    void jobStore.put(record)
  }

  return {
    keepAccepted(job) {
      const record = recordOfAccepted(job)
      keep(record)
      return record
    },
    keepStatus: (status) => keep(recordOfStatus(records.get(status.jobId), status)),
    async newest(count) {
      const [{ jobs, hasEarlier }, ownIds] = await Promise.all([jobStore.newest(count), jobStore.ownIds()])
      for (const job of jobs) if (!records.has(job.jobId)) records.set(job.jobId, job)
      return { jobs, hasEarlier, ownIds }
    },
    async recall(jobId) {
      if (records.has(jobId)) return undefined
      const record = await jobStore.get(jobId)
      if (record === undefined || records.has(jobId)) return undefined
      records.set(jobId, record)
      return record
    },
    async adopt(jobs) {
      const known = new Set([...records.keys(), ...(await jobStore.ownIds())])
      const missing = jobs.filter((job) => !known.has(job.jobId))
      await Promise.all(missing.map((job) => jobStore.put(recordOfAccepted(job))))
      return missing.length > 0
    },
  }
}
