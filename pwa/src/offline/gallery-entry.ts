import type { IndexEntry } from '#contract/gallery-index.ts'

/** What is kept of an entry. */
export function indexEntryOf({ id, timestamp, prompt, models, imageCount, preview }: IndexEntry): IndexEntry {
  const { run, width, height, thumbhash } = preview
  return { id, timestamp, prompt, models, imageCount, preview: { run, width, height, thumbhash } }
}

/** The day in UTC on which a job was accepted: the bucket that it is kept in. */
export function dayOf({ timestamp }: Pick<IndexEntry, 'timestamp'>): string {
  return timestamp.slice(0, 10)
}

/** A place in the gallery's order. */
export type Place = Pick<IndexEntry, 'id' | 'timestamp'>

/** The order of the gallery's list: newest first, and by id within a millisecond. */
export function comparePlaces(one: Place, other: Place): number {
  if (one.timestamp !== other.timestamp) return one.timestamp > other.timestamp ? -1 : 1
  if (one.id === other.id) return 0
  return one.id < other.id ? -1 : 1
}

/** Whether two entries tell the same of a job; an entry whose prompt could not be read tells nothing of it. */
export function isSameEntry(one: IndexEntry, other: IndexEntry): boolean {
  return (
    one.id === other.id &&
    one.imageCount === other.imageCount &&
    one.preview.run === other.preview.run &&
    one.models.length === other.models.length &&
    (one.prompt === other.prompt || other.prompt === '')
  )
}
