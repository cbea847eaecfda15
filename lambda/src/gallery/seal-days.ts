import type { DayFile } from '#contract/gallery-index.ts'
import { inParallel } from '../jobs/in-parallel.ts'
import { DamagedRecordError, type RequestRecord, readRequest } from '../jobs/job-records.ts'
import type { Timing } from '../jobs/timing.ts'
import type { Log } from '../observability/log.ts'
import { DAY_FILE_PREFIX, dayOfFile, GALLERY_PREFIX, galleryFrom, parseGalleryKey } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { DAY_MS, dayOf, lastSealableDay, startOf } from './day.ts'
import { createDayFile } from './day-file.ts'
import { describeEntry } from './describe-entry.ts'
import { foldKeys } from './fold-keys.ts'

/** Prompts that are read at once. */
const READS_AT_ONCE = 16

export interface SealServices {
  readonly store: ObjectStore
  readonly timing: Timing
  readonly log: Log
}

/** The sealed days, oldest first. One list for each 1,000 of them, which are years. */
export async function sealedDays(store: ObjectStore): Promise<string[]> {
  const days: string[] = []
  for (let startAfter: string | undefined; ; ) {
    const { keys, more } = await store.list({
      prefix: DAY_FILE_PREFIX,
      ...(startAfter !== undefined && { startAfter }),
    })
    days.push(...keys.map(dayOfFile).filter((day) => day !== undefined))
    startAfter = keys.at(-1)
    if (!more) return days
  }
}

/** The latest day before `until`, that day included, of which anything is in the gallery. */
export async function latestPublishedDay(store: ObjectStore, until: string): Promise<string | undefined> {
  const startAfter = galleryFrom(startOf(until) + DAY_MS - 1)
  const { keys } = await store.list({ prefix: GALLERY_PREFIX, startAfter, limit: 1 })
  const parts = parseGalleryKey(keys[0] ?? '')
  return parts === undefined ? undefined : dayOf(parts.createdAtMs)
}

/**
 * Seals what can be sealed and is not yet, the oldest day first: so every day before the latest sealed one is sealed or
 * was empty, wherever an attempt broke off. Two at once write each day once. Answers whether nothing is left.
 * @param endsAtMs no day is begun later
 */
export async function sealDays(services: SealServices, endsAtMs: number): Promise<'done' | 'more'> {
  const { store, timing, log } = services
  for (const day of await unsealedDays(services)) {
    if (timing.now() >= endsAtMs) return 'more'
    const entries = await readDay(services, day)
    if (await createDayFile(store, { day, entries })) log.info('day-sealed', { day, entries: entries.length })
  }
  return 'done'
}

/** Days behind the latest sealed one that have something in the gallery, oldest first. */
async function unsealedDays({ store, timing }: SealServices): Promise<string[]> {
  const latestSealed = (await sealedDays(store)).at(-1) ?? ''
  const days: string[] = []
  let day = await latestPublishedDay(store, lastSealableDay(timing))
  while (day !== undefined && day > latestSealed) {
    days.unshift(day)
    day = await latestPublishedDay(store, dayOf(startOf(day) - DAY_MS))
  }
  return days
}

async function readDay({ store, log }: SealServices, day: string): Promise<DayFile['entries']> {
  const keys = await keysOf(store, day)
  const entries = await inParallel(foldKeys(keys), READS_AT_ONCE, async (pictures) => {
    const request = await readRequestOrNothing({ store, log }, pictures[0].jobId)
    return request === 'deleted' ? undefined : describeEntry(pictures, request)
  })
  return entries.filter((entry) => entry !== undefined)
}

async function keysOf(store: ObjectStore, day: string): Promise<string[]> {
  const found: string[] = []
  let startAfter = galleryFrom(startOf(day) + DAY_MS - 1)
  for (;;) {
    const { keys, more } = await store.list({ prefix: GALLERY_PREFIX, startAfter })
    const own = keys.filter((key) => (parseGalleryKey(key)?.createdAtMs ?? -1) >= startOf(day))
    found.push(...own)
    const last = keys.at(-1)
    if (!more || last === undefined || own.length < keys.length) return found
    startAfter = last
  }
}

async function readRequestOrNothing(
  { store, log }: Pick<SealServices, 'store' | 'log'>,
  jobId: string,
): Promise<RequestRecord | 'deleted' | undefined> {
  try {
    return (await readRequest(store, jobId)) ?? 'deleted'
  } catch (error) {
    if (!(error instanceof DamagedRecordError)) throw error
    // One damaged record must not keep a day open for ever: it is sealed without its words.
    log.warn('gallery-prompt-unread', { jobId }, error)
    return undefined
  }
}
