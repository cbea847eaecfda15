import * as v from 'valibot'
import { JobId } from '#contract/ids.ts'
import type { Database } from './database.ts'

/** The version of the record's shape. A record of a newer one is left as it is. */
const RECORD_VERSION = 1

/** What a person has marked a job with, as it stands in IndexedDB. */
export const MarkRecord = v.object({
  schemaV: v.literal(RECORD_VERSION),
  id: JobId,
  isFavourite: v.boolean(),
  /** Its pictures are kept for reading without a network. */
  isKeptOffline: v.boolean(),
})
export type MarkRecord = v.InferOutput<typeof MarkRecord>

export type Marks = Pick<MarkRecord, 'isFavourite' | 'isKeptOffline'>

export interface MarkedJobs {
  readonly favourites: ReadonlySet<string>
  readonly keptOffline: ReadonlySet<string>
}

/** Marks of jobs on this device. */
export interface MarkStore {
  /** Marks jobs, or takes marks away. Resolves when it is on the disk. @throws where the device cannot keep it */
  readonly mark: (ids: readonly string[], change: Partial<Marks>) => Promise<void>
  readonly readAll: () => Promise<MarkedJobs>
}

export function createMarkStore(database: Database): MarkStore {
  return {
    mark(ids, change) {
      return database.run(async (handle) => {
        const transaction = handle.transaction('marks', 'readwrite', { durability: 'strict' })
        for (const id of ids) {
          const row: unknown = await transaction.store.get(id)
          const before = parse(row)
          // What a newer version of the app has written stays as it is.
          if (row !== undefined && before === undefined) continue
          const next = { schemaV: RECORD_VERSION, id, isFavourite: false, isKeptOffline: false, ...before, ...change }
          if (next.isFavourite || next.isKeptOffline) await transaction.store.put(next)
          else await transaction.store.delete(id)
        }
        await transaction.done
      })
    },
    async readAll() {
      const records = (await database.run((handle) => handle.getAll('marks'))).flatMap((row) => parse(row) ?? [])
      const idsOf = (isMarked: (record: MarkRecord) => boolean) => {
        return new Set(records.filter(isMarked).map(({ id }) => id))
      }
      return {
        favourites: idsOf(({ isFavourite }) => isFavourite),
        keptOffline: idsOf(({ isKeptOffline }) => isKeptOffline),
      }
    },
  }
}

function parse(row: unknown): MarkRecord | undefined {
  const parsed = v.safeParse(MarkRecord, row)
  return parsed.success ? parsed.output : undefined
}
