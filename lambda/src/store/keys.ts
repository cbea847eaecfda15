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
  /** From here on the job answers as if it had never been; what is left of it is erased. */
  deleted: (jobId: string) => `jobs/${jobId}/deleted.json`,
  /** Stands when nothing is left of a deleted job but its markers, and devices can learn of it. */
  erased: (jobId: string) => `jobs/${jobId}/erased.json`,
  imagePrefix: (jobId: string) => `images/${jobId}/`,
  original: (jobId: string, run: string) => `images/${jobId}/${run}/original`,
  variant: (jobId: string, run: string, name: `${VariantWidth}.${VariantFormat}`) => `images/${jobId}/${run}/${name}`,
  /** What link previews read of a published job. */
  sharePage: (jobId: string) => `site/share/${jobId}.html`,
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

function invert(timeMs: number): string {
  return String(LAST_MS - timeMs).padStart(13, '0')
}

/** `{inverted time}-{id}`: what all gallery keys of one job begin with, and what a cursor points at. */
export function galleryPosition(createdAtMs: number, jobId: string): string {
  return `${invert(createdAtMs)}-${jobId}`
}

/** What the gallery keys of one job begin with, and those of no other. */
export function galleryPrefixOf(createdAtMs: number, jobId: string): string {
  return `${GALLERY_PREFIX}${galleryPosition(createdAtMs, jobId)}~`
}

/** Lists that start after this begin with the jobs accepted at a time, and go on to older ones. */
export function galleryFrom(timeMs: number): string {
  return `${GALLERY_PREFIX}${invert(timeMs)}`
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

/** When the job at a position was accepted, in milliseconds since the epoch. */
export function timeOfPosition(position: string): number {
  return LAST_MS - Number(position.slice(0, position.indexOf('-')))
}

/** Lists that start after this skip every key of the job at the position: "~" sorts after all that follows the first one. */
export function afterGalleryPosition(position: string): string {
  return `${GALLERY_PREFIX}${position}~~`
}

const DAY_FILE = /^index\/(\d{4}-\d{2}-\d{2})\.json$/

/** The sealed file of a day, such as 2026-11-26: what was published of the jobs of that day. */
export function dayFileKey(day: string): string {
  return `index/${day}.json`
}

/** What every day file begins with in this millennium, and nothing else under `index/`. */
export const DAY_FILE_PREFIX = 'index/2'

/** The day of a day file's key, or undefined for any other key. */
export function dayOfFile(key: string): string | undefined {
  return DAY_FILE.exec(key)?.[1]
}

/** What happened to jobs after their day was sealed: `deleted`, or `late` where another picture was published. */
export const CHANGE_PREFIXES = { deleted: 'index/deleted/', late: 'index/late/' } as const
export type ChangeKind = keyof typeof CHANGE_PREFIXES

/** A change of a job, by the time it was written down. Lists are latest first. */
export interface GalleryChange {
  readonly atMs: number
  readonly jobId: string
}

export function changeKey(kind: ChangeKind, { atMs, jobId }: GalleryChange): string {
  return `${CHANGE_PREFIXES[kind]}${invert(atMs)}-${jobId}`
}

/** Lists that start after this begin with the changes of a time, and go on to earlier ones. */
export function changesFrom(kind: ChangeKind, timeMs: number): string {
  return `${CHANGE_PREFIXES[kind]}${invert(timeMs)}`
}

const CHANGE = /^index\/(?:deleted|late)\/(\d{13})-([0-9a-f-]{36})$/

/** Parses the key of a change, or answers undefined for a text that is none. */
export function parseChange(key: string): GalleryChange | undefined {
  const [, inverted, jobId] = CHANGE.exec(key) ?? []
  return inverted === undefined || jobId === undefined ? undefined : { atMs: LAST_MS - Number(inverted), jobId }
}
