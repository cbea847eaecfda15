import type { GalleryEntry } from '#contract/gallery.ts'
import { parseRunId, safeModelId } from '#contract/ids.ts'
import { imagePath, originalPath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { readRequest } from '../jobs/job-records.ts'
import type { Log } from '../observability/log.ts'
import {
  afterGalleryPosition,
  GALLERY_PREFIX,
  type GalleryKeyParts,
  galleryPosition,
  parseGalleryKey,
} from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'

/** Keys asked for at once: enough for a page of jobs with a dozen pictures each. */
const KEYS_PER_LIST = 1000
/** A picture this young may still lack its AVIF, so its address names a format that surely stands. */
const YOUNG_MS = 10 * 60_000

interface ListEntriesOptions {
  readonly store: ObjectStore
  readonly log: Log
  readonly now: number
  /** Position of the last entry of the page before; see `galleryPosition`. */
  readonly after: string | undefined
  /** 1 to 100 entries. */
  readonly limit: number
}

/**
 * A page of the gallery, newest first: gallery keys folded by job, and one read per entry for its prompt. The number of
 * calls depends on the page alone. `next` is the position that the following page starts after.
 */
export async function listEntries(
  options: ListEntriesOptions,
): Promise<{ entries: readonly GalleryEntry[]; next: string | undefined }> {
  const jobs = await foldJobs(options)
  const page = jobs.slice(0, options.limit)
  const entries = await Promise.all(page.map((images) => describeJob(options, images)))
  const last = page.at(-1)?.[0]
  const more = jobs.length > options.limit && last !== undefined
  return { entries, next: more ? galleryPosition(last.createdAtMs, last.jobId) : undefined }
}

type JobImages = readonly [GalleryKeyParts, ...GalleryKeyParts[]]

/** The jobs after the cursor with all their keys, and one more than asked for, which tells that there is a next page. */
async function foldJobs({ store, after, limit }: ListEntriesOptions): Promise<readonly JobImages[]> {
  const jobs: [GalleryKeyParts, ...GalleryKeyParts[]][] = []
  let startAfter = after === undefined ? undefined : afterGalleryPosition(after)
  while (jobs.length <= limit) {
    const page = await store.list({ prefix: GALLERY_PREFIX, limit: KEYS_PER_LIST, ...(startAfter && { startAfter }) })
    for (const key of page.keys) {
      const parts = parseGalleryKey(key)
      if (parts === undefined) continue
      const job = jobs.at(-1)
      if (job?.[0].jobId === parts.jobId) job.push(parts)
      else jobs.push([parts])
    }
    startAfter = page.keys.at(-1)
    if (!page.more) break
  }
  return jobs
}

async function describeJob({ store, log, now }: ListEntriesOptions, images: JobImages): Promise<GalleryEntry> {
  const [first] = images
  const { jobId, createdAtMs, run, width, height, thumbhash } = first
  const request = await readRequest(store, jobId).catch((error: unknown) => {
    // The entry is listed all the same: its picture is there, only its words are not.
    log.warn('gallery-prompt-unread', { jobId }, error)
    return undefined
  })
  const safeModels = images.map((image) => parseRunId(image.run)?.safeModel ?? image.run)
  const models = [...new Set(safeModels)].map(
    (safe) => request?.models.find((model) => safeModelId(model) === safe) ?? safe,
  )
  const format = now - createdAtMs < YOUNG_MS ? 'webp' : undefined
  return {
    id: jobId,
    timestamp: new Date(createdAtMs).toISOString(),
    prompt: request?.prompt ?? '',
    models,
    imageCount: images.length,
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
