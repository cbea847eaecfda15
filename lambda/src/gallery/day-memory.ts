import type { IndexEntry } from '#contract/gallery-index.ts'
import type { Log } from '../observability/log.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { readDayFile } from './day-file.ts'

/** What this process keeps of day files, counted as unpacked JSON. */
const MAX_KEPT_BYTES = 8 * 2 ** 20
/** A larger file is not worth reading for one page of entries; each is then read by itself. */
const MAX_FILE_BYTES = 2 ** 20

/** The entries of a sealed day by id; undefined where the day is not sealed, or its file is of no use here. */
export type ReadDay = (day: string) => Promise<ReadonlyMap<string, IndexEntry> | undefined>

type Kept = { readonly entries: ReadonlyMap<string, IndexEntry> | undefined; readonly bytes: number }

/** Day files of one process: each is read once, and the ones used longest ago make room. They never change. */
export function createDayMemory({ store, log }: { readonly store: ObjectStore; readonly log: Log }): ReadDay {
  const kept = new Map<string, Kept>()
  const reading = new Map<string, Promise<Kept | undefined>>()
  let keptBytes = 0

  async function read(day: string): Promise<Kept | undefined> {
    try {
      const found = await readDayFile(store, day, MAX_FILE_BYTES)
      if (found === undefined) return undefined
      if (found === 'too-large') return { entries: undefined, bytes: 0 }
      return { entries: new Map(found.file.entries.map((entry) => [entry.id, entry])), bytes: found.bytes }
    } catch (error) {
      // Its entries can be read one by one, so that a damaged file costs time and nothing else.
      log.warn('day-file-unread', { day }, error)
      return undefined
    }
  }

  function keep(day: string, value: Kept): void {
    keptBytes += value.bytes - (kept.get(day)?.bytes ?? 0)
    kept.delete(day)
    kept.set(day, value)
    for (const [oldest, { bytes }] of kept) {
      if (keptBytes <= MAX_KEPT_BYTES) return
      kept.delete(oldest)
      keptBytes -= bytes
    }
  }

  return async function readDay(day) {
    const known = kept.get(day)
    if (known !== undefined) {
      keep(day, known)
      return known.entries
    }
    const underWay = reading.get(day) ?? read(day).finally(() => reading.delete(day))
    reading.set(day, underWay)
    const found = await underWay
    if (found !== undefined && !kept.has(day)) keep(day, found)
    return found?.entries
  }
}
