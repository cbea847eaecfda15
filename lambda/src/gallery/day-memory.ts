import type { Log } from '../observability/log.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { type ListedWords, readDayWords } from './day-file.ts'

/** What this process keeps of day files, as estimated: characters take two bytes, and each entry some room. */
const MAX_KEPT_BYTES = 16 * 2 ** 20
const BYTES_PER_ENTRY = 300
/** A larger file is not worth reading for one page of entries; each is then read by itself. */
const MAX_FILE_BYTES = 2 ** 20

/** The words of a sealed day's entries by id; undefined where the day is not sealed, or its file is of no use here. */
export type ReadDay = (day: string) => Promise<ReadonlyMap<string, ListedWords> | undefined>

type Kept = { readonly entries: ReadonlyMap<string, ListedWords> | undefined; readonly bytes: number }

/** Day files of one process: each is read once, and the ones used longest ago make room. They never change. */
export function createDayMemory({ store, log }: { readonly store: ObjectStore; readonly log: Log }): ReadDay {
  const kept = new Map<string, Kept>()
  const reading = new Map<string, Promise<Kept | undefined>>()
  let keptBytes = 0

  async function read(day: string): Promise<Kept | undefined> {
    try {
      const entries = await readDayWords(store, day, MAX_FILE_BYTES)
      if (entries === undefined) return undefined
      return entries === 'too-large' ? { entries: undefined, bytes: 0 } : { entries, bytes: sizeOf(entries) }
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

function sizeOf(entries: ReadonlyMap<string, ListedWords>): number {
  let bytes = 0
  for (const { prompt } of entries.values()) bytes += 2 * prompt.length + BYTES_PER_ENTRY
  return bytes
}
