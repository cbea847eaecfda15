import type { GalleryEntry } from '#contract/gallery.ts'
import { safeModelId } from '#contract/ids.ts'
import { imagePath, originalPath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { LIMITS } from '#contract/limits.ts'
import { readRequest } from '../jobs/job-records.ts'
import type { Timing } from '../jobs/timing.ts'
import type { Log } from '../observability/log.ts'
import { afterGalleryPosition, GALLERY_PREFIX, galleryPosition } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { dayOf, lastSealableDay } from './day.ts'
import type { ReadDay } from './day-memory.ts'
import { foldKeys, type JobPictures, modelsOf, safeModelsOf } from './fold-keys.ts'

/** Enough for full pages of jobs with five pictures each on average; with more a page has fewer entries. */
const KEYS_PER_ENTRY = 5
/** With so many keys the first job of a page is always whole: a model has one picture per job. */
const MIN_KEYS = 2 * LIMITS.maxModelsPerPrompt
/** A picture this young may still lack its AVIF, so its address names a format that surely stands. */
const YOUNG_MS = 10 * 60_000

interface ListEntriesOptions {
  readonly store: ObjectStore
  readonly log: Log
  readonly timing: Timing
  readonly readDay: ReadDay
  /** Position of the last entry of the page before; see `galleryPosition`. */
  readonly after: string | undefined
  /** 1 to 100 entries. */
  readonly limit: number
}

/**
 * A page of the gallery, newest first, from exactly one list of keys. Prompts come from day files where the day is
 * sealed, else from one read per entry, so that the number of calls depends on the page alone. A page may hold fewer
 * entries than asked for; `next`, the position that the following page starts after, is left out on the last one.
 */
export async function listEntries(
  options: ListEntriesOptions,
): Promise<{ entries: readonly GalleryEntry[]; next: string | undefined }> {
  const { store, after, limit } = options
  const { keys, more } = await store.list({
    prefix: GALLERY_PREFIX,
    limit: Math.max((limit + 1) * KEYS_PER_ENTRY, MIN_KEYS),
    ...(after !== undefined && { startAfter: afterGalleryPosition(after) }),
  })
  const jobs = foldKeys(keys)
  // The last one may go on behind the list.
  const whole = more && jobs.length > 1 ? jobs.slice(0, -1) : jobs
  const page = whole.slice(0, limit)
  const entries = await Promise.all(page.map((pictures) => describeJob(options, pictures)))
  const last = page.at(-1)?.[0]
  const isLastPage = last === undefined || (!more && jobs.length <= limit)
  return {
    entries: entries.filter((entry) => entry !== undefined),
    next: isLastPage ? undefined : galleryPosition(last.createdAtMs, last.jobId),
  }
}

async function describeJob(options: ListEntriesOptions, pictures: JobPictures): Promise<GalleryEntry | undefined> {
  const words = (await sealedWords(options, pictures)) ?? (await ownWords(options, pictures))
  if (words === undefined) return undefined
  const { jobId, createdAtMs, run, width, height, thumbhash } = pictures[0]
  const format = options.timing.now() - createdAtMs < YOUNG_MS ? 'webp' : undefined
  return {
    id: jobId,
    timestamp: new Date(createdAtMs).toISOString(),
    prompt: words.prompt,
    models: modelsOf(pictures, words.models),
    imageCount: pictures.length,
    preview: {
      run,
      url: imagePath(jobId, run, Math.max(...VARIANT_WIDTHS), format),
      originalUrl: originalPath(jobId, run),
      width,
      height,
      thumbhash,
    },
  }
}

interface Words {
  readonly prompt: string
  /** Ids of the models that were asked, as far as they are known. */
  readonly models: readonly string[]
}

async function sealedWords({ timing, readDay }: ListEntriesOptions, pictures: JobPictures): Promise<Words | undefined> {
  const { jobId, createdAtMs } = pictures[0]
  const day = dayOf(createdAtMs)
  if (day > lastSealableDay(timing)) return undefined
  const entry = (await readDay(day))?.get(jobId)
  // A picture that came after the sealing has a model which the file does not name.
  const named = new Set(entry?.models.map(safeModelId))
  return safeModelsOf(pictures).every((model) => named.has(model)) ? entry : undefined
}

async function ownWords({ store, log }: ListEntriesOptions, pictures: JobPictures): Promise<Words | undefined> {
  const { jobId } = pictures[0]
  try {
    // Absent: the job was erased a moment ago, between the list and this read.
    return await readRequest(store, jobId)
  } catch (error) {
    // The entry is listed all the same: its picture is there, only its words are not.
    log.warn('gallery-prompt-unread', { jobId }, error)
    return { prompt: '', models: [] }
  }
}
