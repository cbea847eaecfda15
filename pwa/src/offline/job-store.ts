import * as v from 'valibot'
import type { StatusAnswer } from '#contract/job.ts'
import type { Database } from './database.ts'
import { type AcceptedJob, JobRecord, recordOfAccepted, recordOfStatus } from './job-record.ts'

/** The jobs that this device remembers. It is a copy to read from: what fails here is reported, and nothing waits for it. */
export interface JobStore {
  /** The jobs sent from this device, newest first. */
  readonly newest: (count: number) => Promise<{ readonly jobs: readonly JobRecord[]; readonly hasEarlier: boolean }>
  /** Ids of all jobs sent from this device. */
  readonly ownIds: () => Promise<readonly string[]>
  readonly get: (jobId: string) => Promise<JobRecord | undefined>
  /** Jobs that the server has accepted from here. Answers whether there was one that the device did not know. */
  readonly addAccepted: (jobs: readonly AcceptedJob[]) => Promise<boolean>
  /** What the server says of a job, sent from here or not. */
  readonly putStatus: (status: StatusAnswer) => Promise<void>
}

export function createJobStore(database: Database, onTrouble: (error: unknown) => void): JobStore {
  async function orElse<T>(nothing: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      onTrouble(error)
      return nothing
    }
  }

  return {
    newest(count) {
      return orElse({ jobs: [], hasEarlier: false }, () => {
        return database.run(async (handle) => {
          const jobs: JobRecord[] = []
          let cursor = await handle.transaction('jobs').store.index('own').openCursor(ownJobs(), 'prev')
          while (cursor !== null && jobs.length < count) {
            const job = parse(cursor.value)
            if (job !== undefined) jobs.push(job)
            cursor = await cursor.continue()
          }
          return { jobs, hasEarlier: cursor !== null }
        })
      })
    },
    ownIds: () => orElse([], () => database.run((handle) => handle.getAllKeysFromIndex('jobs', 'own', ownJobs()))),
    get: (jobId) => orElse(undefined, () => database.run(async (handle) => parse(await handle.get('jobs', jobId)))),
    addAccepted(jobs) {
      return orElse(false, () => {
        return database.run(async (handle) => {
          const transaction = handle.transaction('jobs', 'readwrite')
          const known = new Set(await transaction.store.getAllKeys())
          const missing = jobs.filter((job) => !known.has(job.jobId))
          await Promise.all([...missing.map((job) => transaction.store.put(recordOfAccepted(job))), transaction.done])
          return missing.length > 0
        })
      })
    },
    putStatus(status) {
      return orElse(undefined, () => {
        return database.run(async (handle) => {
          const transaction = handle.transaction('jobs', 'readwrite')
          const row = await transaction.store.get(status.jobId)
          const before = parse(row)
          // What a newer version of the app has written stays as it is.
          if (row === undefined || before !== undefined) await transaction.store.put(recordOfStatus(before, status))
          await transaction.done
        })
      })
    },
  }
}

function ownJobs(): IDBKeyRange {
  return IDBKeyRange.bound([1], [1, []])
}

function parse(row: unknown): JobRecord | undefined {
  const parsed = v.safeParse(JobRecord, row)
  return parsed.success ? parsed.output : undefined
}
