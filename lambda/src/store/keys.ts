import type { VariantFormat, VariantWidth } from '#contract/image-variants.ts'

/**
 * The only place where a key is spelled. Jobs are told apart by their first segments, so that one list of `jobs/{id}/`
 * answers for a whole job.
 */
export const KEYS = {
  jobPrefix: (jobId: string) => `jobs/${jobId}/`,
  request: (jobId: string) => `jobs/${jobId}/request.json`,
  queued: (jobId: string) => `jobs/${jobId}/queued.json`,
  claim: (jobId: string, run: string) => `jobs/${jobId}/claims/${run}`,
  result: (jobId: string, run: string) => `jobs/${jobId}/results/${run}.json`,
  /** Stands when every variant of the run does, the slow AVIFs too, and the gallery knows of it. */
  finished: (jobId: string, run: string) => `jobs/${jobId}/finished/${run}`,
  /** Attempt 2 or 3 at a model, asked for by a person. */
  retry: (jobId: string, run: string) => `jobs/${jobId}/retries/${run}.json`,
  /** From here on nothing of the job is begun any more. */
  canceled: (jobId: string) => `jobs/${jobId}/canceled.json`,
  original: (jobId: string, run: string) => `images/${jobId}/${run}/original`,
  variant: (jobId: string, run: string, name: `${VariantWidth}.${VariantFormat}`) => `images/${jobId}/${run}/${name}`,
  /** Deliberately missing: health asks whether the store answers at all. */
  probe: () => 'jobs/health-probe',
} as const

const VARIANT = /^images\/.*\.(?:avif|webp|jpeg)$/

/** Whether a key is one of a picture's variants, which can be made again from its original. */
export function isVariant(key: string): boolean {
  return VARIANT.test(key)
}

const CLAIM = /^jobs\/[^/]+\/claims\/([^/]+)$/
const FINISHED = /^jobs\/[^/]+\/finished\/([^/]+)$/
const RETRY = /^jobs\/[^/]+\/retries\/([^/]+)\.json$/
const RESULT = /^jobs\/[^/]+\/results\/([^/]+)\.json$/

/** The run of a claim's key, or undefined for any other key. */
export function runOfClaim(key: string): string | undefined {
  return CLAIM.exec(key)?.[1]
}

/** The run of a finished marker's key, or undefined for any other key. */
export function runOfFinished(key: string): string | undefined {
  return FINISHED.exec(key)?.[1]
}

/** The run of a retry's key, or undefined for any other key. */
export function runOfRetry(key: string): string | undefined {
  return RETRY.exec(key)?.[1]
}

/** The run of a result's key, or undefined for any other key. */
export function runOfResult(key: string): string | undefined {
  return RESULT.exec(key)?.[1]
}

/** What a window of a limit counts: calls of a route, runs of a model, or money. */
export interface LimitWindow {
  readonly scope: 'generate' | 'enhance' | 'log' | 'deployment' | 'model' | 'spend'
  /** Hash of a caller's address, safe id of a model, or `all`. */
  readonly subject: string
  /** The hour (2026-11-24T13) or the day (2026-11-24), UTC. */
  readonly window: string
}

/** What all slots of a window begin with; no slash at its end. */
export function limitWindow({ scope, subject, window }: LimitWindow): string {
  return `limits/${scope}/${subject}/${window}`
}

/** Four digits: slots are listed in their order, and a folder of the file store is not cut up further. */
export function limitSlot(window: string, slot: number): string {
  return `${window}/${String(slot).padStart(4, '0')}`
}

const LIMIT_SLOT = /^limits\/[^/]+\/[^/]+\/[^/]+\/(\d{4})$/

/** The number of a slot's key, or undefined for any other key. */
export function slotOfLimit(key: string): number | undefined {
  const slot = LIMIT_SLOT.exec(key)?.[1]
  return slot === undefined ? undefined : Number(slot)
}

/** Facts of a published picture that its gallery key carries, so that one list lays out a page. */
export interface GalleryKeyParts {
  /** When the server accepted the job, milliseconds since the epoch. */
  readonly createdAtMs: number
  readonly jobId: string
  readonly width: number
  readonly height: number
  /** ThumbHash, base64url. */
  readonly thumbhash: string
  readonly run: string
}

export const GALLERY_PREFIX = 'gallery/'
/** The largest time of 13 digits; a key holds what is left of it, so that a plain list is newest first. */
const LAST_MS = 9_999_999_999_999

/** `{inverted time}-{id}`: what all gallery keys of one job begin with, and what a cursor points at. */
export function galleryPosition(createdAtMs: number, jobId: string): string {
  return `${String(LAST_MS - createdAtMs).padStart(13, '0')}-${jobId}`
}

export function galleryKey(parts: GalleryKeyParts): string {
  const position = galleryPosition(parts.createdAtMs, parts.jobId)
  return `${GALLERY_PREFIX}${position}~${parts.width}x${parts.height}~${parts.thumbhash}~${parts.run}`
}

const GALLERY_KEY = /^gallery\/(\d{13})-([0-9a-f-]{36})~(\d+)x(\d+)~([A-Za-z0-9_-]+)~(.+)$/

/** Parses a gallery key, or answers undefined for a text that is none. */
export function parseGalleryKey(key: string): GalleryKeyParts | undefined {
  const match = GALLERY_KEY.exec(key)
  const [, inverted, jobId, width, height, thumbhash, run] = match ?? []
  if (inverted === undefined || jobId === undefined || thumbhash === undefined || run === undefined) return undefined
  return {
    createdAtMs: LAST_MS - Number(inverted),
    jobId,
    width: Number(width),
    height: Number(height),
    thumbhash,
    run,
  }
}

const GALLERY_POSITION = /^\d{13}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text is the position of a job in the gallery; everything a cursor may hold. */
export function isGalleryPosition(text: string): boolean {
  return GALLERY_POSITION.test(text)
}

/** Lists that start after this skip every key of the job at the position: "~" sorts after all that follows the first one. */
export function afterGalleryPosition(position: string): string {
  return `${GALLERY_PREFIX}${position}~~`
}
