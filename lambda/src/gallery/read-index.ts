import type { GalleryIndexAnswer, IndexEntry } from '#contract/gallery-index.ts'
import { inParallel } from '../jobs/in-parallel.ts'
import { readRequest } from '../jobs/job-records.ts'
import type { Timing } from '../jobs/timing.ts'
import { CHANGE_PREFIXES, type ChangeKind, changesFrom, galleryPrefixOf, parseChange } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { lastSealableDay } from './day.ts'
import { describeEntry } from './describe-entry.ts'
import { foldKeys } from './fold-keys.ts'
import { latestPublishedDay, sealedDays } from './seal-days.ts'

/** Changes of an answer. A late job costs two calls, a deleted one none. */
const CHANGES_PER_ANSWER = { deleted: 1000, late: 50 } as const
const READS_AT_ONCE = 16
/**
 * A change is written some time after the moment that its key names: a store call with its waits, and the difference of
 * two clocks. So much is told again to who asks for what is new.
 */
const OVERLAP_MS = 10 * 60_000

interface IndexServices {
  readonly store: ObjectStore
  readonly timing: Timing
}

interface IndexQuery {
  /** When the asker last had all changes, milliseconds since the epoch; undefined = never. */
  readonly sinceMs: number | undefined
  /** Where an earlier answer to the same question ended. */
  readonly beforeMs: number | undefined
}

export interface GalleryIndex extends Pick<GalleryIndexAnswer, 'days' | 'deleted'> {
  readonly late: readonly IndexEntry[]
  /** What to ask for next time. */
  readonly toldAtMs: number
  /** Changes before this are still to be asked for. */
  readonly nextBeforeMs: number | undefined
  /** Whether a day is over and has no file. */
  readonly isUnsealed: boolean
}

/** The sealed days, and what has changed of them. The number of calls does not depend on how many entries there are. */
export async function readIndex({ store, timing }: IndexServices, query: IndexQuery): Promise<GalleryIndex> {
  const toldAtMs = timing.now() // before the lists: what is written meanwhile is told next time
  const [days, latest, deleted, late] = await Promise.all([
    sealedDays(store),
    latestPublishedDay(store, lastSealableDay(timing)),
    readChanges(store, 'deleted', query),
    readChanges(store, 'late', query),
  ])
  const entries = await inParallel(late.ids, READS_AT_ONCE, (id) => readEntry(store, id))
  const ends = [deleted.endedAtMs, late.endedAtMs].filter((time) => time !== undefined)
  return {
    days: days.toReversed(),
    deleted: [...deleted.ids],
    late: entries.filter((entry) => entry !== undefined),
    toldAtMs,
    nextBeforeMs: ends.length > 0 ? Math.max(...ends) : undefined,
    isUnsealed: latest !== undefined && latest > (days.at(-1) ?? ''),
  }
}

/** `endedAtMs`: the time down to which the changes are complete, where there are more. */
async function readChanges(
  store: ObjectStore,
  kind: ChangeKind,
  { sinceMs, beforeMs }: IndexQuery,
): Promise<{ readonly ids: readonly string[]; readonly endedAtMs: number | undefined }> {
  const { keys, more } = await store.list({
    prefix: CHANGE_PREFIXES[kind],
    limit: CHANGES_PER_ANSWER[kind],
    ...(beforeMs !== undefined && { startAfter: changesFrom(kind, beforeMs) }),
  })
  const oldestMs = sinceMs === undefined ? 0 : sinceMs - OVERLAP_MS
  const changes = keys.map(parseChange).filter((change) => change !== undefined)
  const wanted = changes.filter(({ atMs }) => atMs >= oldestMs)
  const isCut = more && wanted.length === changes.length
  return { ids: [...new Set(wanted.map(({ jobId }) => jobId))], endedAtMs: isCut ? changes.at(-1)?.atMs : undefined }
}

/** A job as it is now, or undefined where it has been deleted. */
async function readEntry(store: ObjectStore, jobId: string): Promise<IndexEntry | undefined> {
  const request = await readRequest(store, jobId)
  if (request === undefined) return undefined
  const { keys } = await store.list({ prefix: galleryPrefixOf(Date.parse(request.createdAt), jobId) })
  const [pictures] = foldKeys(keys)
  return pictures === undefined ? undefined : describeEntry(pictures, request)
}
