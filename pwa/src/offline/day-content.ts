import type { IndexEntry } from '#contract/gallery-index.ts'
import { comparePlaces, dayOf, isSameEntry, type Place } from './gallery-entry.ts'

/** An entry that a page of the list has shown, and when by the server's clock, in milliseconds. */
export interface Listed<Entry extends IndexEntry> {
  readonly entry: Entry
  readonly seenAt: number
}

/** What is known of one day: its file, once it is sealed and was read, and what the list has shown beside it. */
export interface DayContent<Entry extends IndexEntry> {
  /** Newest first. */
  readonly file?: readonly Entry[] | undefined
  /** Newest first: of a day that is not sealed, or published afterwards, or changed since. */
  readonly listed: readonly Listed<Entry>[]
}

/** A page of the gallery's list. It tells of each place between its ends, also of those where nothing is any more. */
export interface ListPage<Entry extends IndexEntry> {
  readonly entries: readonly Entry[]
  /** The last entry of the page before; undefined of the first page. */
  readonly after: Place | undefined
  /** Nothing stands behind this page. */
  readonly isLast: boolean
  /** When the server made it, by its own clock. */
  readonly seenAt: number
}

const DAY_MS = 86_400_000
export const NOTHING: DayContent<never> = { listed: [] }

/** With the file of the day. What it lacks was published after it was sealed, and what has more pictures has grown since. */
export function withFile<Entry extends IndexEntry>(
  { listed }: DayContent<Entry>,
  file: readonly Entry[],
): DayContent<Entry> {
  const filed = new Map(file.map((entry) => [entry.id, entry.imageCount]))
  const rest = listed.filter(({ entry }) => entry.imageCount > (filed.get(entry.id) ?? 0))
  return { file: inOrder(file), listed: rest }
}

/** With what a page tells of this day; the same object where that is nothing new. */
export function withPage<Entry extends IndexEntry>(
  content: DayContent<Entry>,
  page: ListPage<Entry>,
  day: string,
): DayContent<Entry> {
  const shown = page.entries.filter((entry) => dayOf(entry) === day)
  const shownIds = new Set(shown.map((entry) => entry.id))
  const isGone = (entry: Entry, seenAt: number) => {
    return !shownIds.has(entry.id) && seenAt < page.seenAt && isWithin(entry, page)
  }
  const sureAt = fileSureAt(day)
  const file = content.file && kept(content.file, (entry) => !isGone(entry, sureAt))
  const listed = withShown(
    kept(content.listed, ({ entry, seenAt }) => !isGone(entry, seenAt)),
    shown,
    { ...page, file },
  )
  return file === content.file && listed === content.listed ? content : { file, listed }
}

/** With jobs as they are since the day was sealed; the same object where that is nothing new. */
export function withLate<Entry extends IndexEntry>(
  content: DayContent<Entry>,
  late: readonly Entry[],
  seenAt: number,
): DayContent<Entry> {
  const listed = withShown(content.listed, late, { file: content.file, seenAt })
  return listed === content.listed ? content : { file: content.file, listed }
}

/** Without some jobs; the same object where none of them is here. */
export function withoutIds<Entry extends IndexEntry>(
  content: DayContent<Entry>,
  ids: ReadonlySet<string>,
): DayContent<Entry> {
  const file = content.file && kept(content.file, (entry) => !ids.has(entry.id))
  const listed = kept(content.listed, ({ entry }) => !ids.has(entry.id))
  return file === content.file && listed === content.listed ? content : { file, listed }
}

/** All entries of the day, newest first, each job once. What a page told after the file was made is newer than the file. */
export function entriesOf<Entry extends IndexEntry>({ file = [], listed }: DayContent<Entry>): readonly Entry[] {
  if (listed.length === 0) return file
  const ids = new Set(listed.map(({ entry }) => entry.id))
  const rest = file.filter((entry) => !ids.has(entry.id))
  return [...rest, ...listed.map(({ entry }) => entry)].sort(comparePlaces)
}

/**
 * From when on a page that lacks an entry of the file was surely made after it: a file is written some hours after its
 * day, or days where nothing ran, and pages come late from caches. Deletions are told by the index meanwhile.
 */
function fileSureAt(day: string): number {
  return Date.parse(day) + 8 * DAY_MS
}

function isWithin(place: Place, { entries, after, isLast }: ListPage<IndexEntry>): boolean {
  if (after !== undefined && comparePlaces(place, after) <= 0) return false
  const last = entries.at(-1)
  return isLast || (last !== undefined && comparePlaces(place, last) <= 0)
}

function withShown<Entry extends IndexEntry>(
  listed: readonly Listed<Entry>[],
  shown: readonly Entry[],
  { file, seenAt }: { readonly file: readonly Entry[] | undefined; readonly seenAt: number },
): readonly Listed<Entry>[] {
  if (shown.length === 0) return listed
  const byId = new Map(listed.map((each) => [each.entry.id, each]))
  const filed = new Map(file?.map((entry) => [entry.id, entry]))
  let hasChanged = false
  for (const entry of shown) {
    const before = byId.get(entry.id)
    const known = before?.entry ?? filed.get(entry.id)
    // A job only ever gets more pictures: what tells of fewer is old.
    if (known !== undefined && (isSameEntry(known, entry) || known.imageCount > entry.imageCount)) continue
    // A prompt that could not be read this time is no reason to forget it.
    byId.set(entry.id, { entry: entry.prompt === '' ? { ...entry, prompt: known?.prompt ?? '' } : entry, seenAt })
    hasChanged = true
  }
  if (!hasChanged) return listed
  return [...byId.values()].sort((one, other) => comparePlaces(one.entry, other.entry))
}

/** The same list where nothing is left out. */
function kept<T>(list: readonly T[], isKept: (each: T) => boolean): readonly T[] {
  return list.every(isKept) ? list : list.filter(isKept)
}

function inOrder<Entry extends IndexEntry>(entries: readonly Entry[]): readonly Entry[] {
  const isInOrder = entries.every((entry, index) => {
    const before = entries[index - 1]
    return before === undefined || comparePlaces(before, entry) < 0
  })
  if (isInOrder) return entries
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort(comparePlaces)
}
