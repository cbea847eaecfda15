import * as v from 'valibot'
import type { Database } from './database.ts'
import { JobRecord } from './job-record.ts'

/** The jobs that this device remembers. It is a copy to read from: what fails here is reported, and nothing waits for it. */
export interface JobStore {
  /** The jobs sent from this device, newest first. */
  readonly newest: (count: number) => Promise<{ readonly jobs: readonly JobRecord[]; readonly hasEarlier: boolean }>
  /** Ids of all jobs sent from this device. */
  readonly ownIds: () => Promise<readonly string[]>
  readonly get: (jobId: string) => Promise<JobRecord | undefined>
  readonly put: (job: JobRecord) => Promise<void>
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
    put(job) {
      return orElse(undefined, () => {
        return database.run(async (handle) => {
          const transaction = handle.transaction('jobs', 'readwrite')
          const row = await transaction.store.get(job.jobId)
          const before = parse(row)
          // What a newer version of the app has written stays as it is, and what was sent from here stays one's own.
          if (row === undefined || before !== undefined) {
            await transaction.store.put(before?.own === 1 ? { ...job, own: 1, models: before.models } : job)
          }
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
