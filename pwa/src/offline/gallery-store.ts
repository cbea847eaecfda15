import * as v from 'valibot'
import { Day, IndexEntry } from '#contract/gallery-index.ts'
import { JobId } from '#contract/ids.ts'
import type { Database } from './database.ts'
import { type DayContent, NOTHING } from './day-content.ts'

/** The version of the shape of the rows. One of a newer version is left as it is. */
const ROW_VERSION = 1
const INDEX_KEY = 'gallery'

const DayRow = v.object({
  schemaV: v.literal(ROW_VERSION),
  day: Day,
  file: v.optional(v.array(IndexEntry)),
  listed: v.array(v.object({ entry: IndexEntry, seenAt: v.number() })),
})
const NewerRow = v.object({ schemaV: v.pipe(v.number(), v.minValue(ROW_VERSION + 1)) })

/** What the device knows of the gallery as a whole. */
export const IndexState = v.object({
  schemaV: v.literal(ROW_VERSION),
  /** The sealed days, newest first. */
  days: v.array(Day),
  /** Jobs that were deleted: a page or a file that still shows one is old. */
  deleted: v.array(JobId),
  /** To be told only of later deletions. */
  deletedCursor: v.optional(v.string()),
  /** Everything that was accepted until this time of the server, and is not in a sealed day, was listed. Milliseconds. */
  coveredAt: v.optional(v.number()),
})
export type IndexState = v.InferOutput<typeof IndexState>

export const EMPTY_INDEX: IndexState = { schemaV: ROW_VERSION, days: [], deleted: [] }

export type KeptDay = DayContent<IndexEntry>

/** The gallery as it is kept on this device. All of it can be loaded again, so nothing here waits for the disk itself. */
export interface GalleryStore {
  /** Reads day by day, the newest first, so that other work comes in between. A damaged row is left out. */
  readonly readDays: (onDay: (day: string, content: KeptDay) => void) => Promise<void>
  readonly readDay: (day: string) => Promise<KeptDay | undefined>
  /** Changes one day in one transaction, so that tabs do not undo each other's work. */
  readonly changeDay: (day: string, change: (content: KeptDay) => KeptDay) => Promise<void>
  readonly removeDays: (days: readonly string[]) => Promise<void>
  readonly readIndex: () => Promise<IndexState>
  readonly changeIndex: (change: (index: IndexState) => IndexState) => Promise<void>
}

export function createGalleryStore(database: Database): GalleryStore {
  async function readDay(day: string): Promise<KeptDay | undefined> {
    return parseDay(await database.run((handle) => handle.get('days', day)))
  }

  return {
    readDay,
    async readDays(onDay) {
      const days = await database.run((handle) => handle.getAllKeys('days'))
      for (const day of days.toReversed()) {
        const content = await readDay(day)
        if (content !== undefined) onDay(day, content)
      }
    },
    changeDay(day, change) {
      return database.run(async (handle) => {
        const transaction = handle.transaction('days', 'readwrite')
        const row: unknown = await transaction.store.get(day)
        const before = parseDay(row)
        const next = change(before ?? NOTHING)
        if (next !== before && !v.is(NewerRow, row)) await write(transaction.store, day, next)
        await transaction.done
      })
    },
    async removeDays(days) {
      await database.run(async (handle) => {
        const transaction = handle.transaction('days', 'readwrite')
        await Promise.all([...days.map((day) => transaction.store.delete(day)), transaction.done])
      })
    },
    readIndex: () => database.run(async (handle) => parseIndex(await handle.get('meta', INDEX_KEY))),
    changeIndex(change) {
      return database.run(async (handle) => {
        const transaction = handle.transaction('meta', 'readwrite')
        const row: unknown = await transaction.store.get(INDEX_KEY)
        if (!v.is(NewerRow, row)) await transaction.store.put(change(parseIndex(row)), INDEX_KEY)
        await transaction.done
      })
    },
  }
}

interface DayWriter {
  readonly put: (row: v.InferOutput<typeof DayRow>) => Promise<unknown>
  readonly delete: (day: string) => Promise<unknown>
}

async function write(days: DayWriter, day: string, { file, listed }: KeptDay): Promise<void> {
  if (file === undefined && listed.length === 0) {
    await days.delete(day)
    return
  }
  await days.put({ schemaV: ROW_VERSION, day, ...(file && { file: [...file] }), listed: [...listed] })
}

function parseDay(row: unknown): KeptDay | undefined {
  const parsed = v.safeParse(DayRow, row)
  return parsed.success ? parsed.output : undefined
}

function parseIndex(row: unknown): IndexState {
  const parsed = v.safeParse(IndexState, row)
  return parsed.success ? parsed.output : EMPTY_INDEX
}
