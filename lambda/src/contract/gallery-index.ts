import * as v from 'valibot'
import { JobId } from './ids.ts'
import { ResultImage } from './job.ts'

/** A day in UTC, such as 2026-11-26. */
export const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/))

/** One published job in a day file: what a tile and the search need, without a read of anything else. */
export const IndexEntry = v.object({
  id: JobId,
  /** When the server accepted the job, ISO 8601 in UTC. */
  timestamp: v.string(),
  prompt: v.string(),
  /** Ids of the models that made its pictures. */
  models: v.array(v.string()),
  imageCount: v.number(),
  preview: v.pick(ResultImage, ['run', 'width', 'height', 'thumbhash']),
})
export type IndexEntry = v.InferOutput<typeof IndexEntry>

/** What stands at /index/{day}.json: the jobs that were accepted and published on that day, newest first. Never changes. */
export const DayFile = v.object({ day: Day, entries: v.array(IndexEntry) })
export type DayFile = v.InferOutput<typeof DayFile>

/** The address of a day's file. */
export function dayFilePath(day: string): string {
  return `/index/${day}.json`
}

/** Answer of GET /api/gallery/index?since: where the whole gallery can be read from. */
export const GalleryIndexAnswer = v.object({
  /** The sealed days, newest first. What is younger stands in the list only. */
  days: v.array(Day),
  /** Jobs that were deleted since then, the latest deletion first. Some may be told more than once. */
  deleted: v.array(JobId),
  /**
   * Jobs that got another picture after their day was sealed, as they are now: each takes the place of what its day file
   * says of it, or is missing there. Some may be told more than once.
   */
  late: v.optional(v.array(IndexEntry)),
  /** To be sent as `since` next time, once all of this time's changes are read; opaque. */
  deletedCursor: v.optional(v.string()),
  /** Where there are more changes than one answer holds: ask again with the same `since` and this as `before`. */
  next: v.optional(v.string()),
})
export type GalleryIndexAnswer = v.InferOutput<typeof GalleryIndexAnswer>
