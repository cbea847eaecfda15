import { createHash } from 'node:crypto'
import { safeModelId } from '#contract/ids.ts'
import { VARIANT_FORMATS, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import type { StatusAnswer } from '#contract/job.ts'
import { inParallel } from '../../lambda/src/jobs/in-parallel.ts'
import { GALLERY_PREFIX, KEYS, parseGalleryKey, slotOfLimit } from '../../lambda/src/store/keys.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'

export interface ObjectCounts {
  readonly objects: number
  readonly results: number
  readonly originals: number
  readonly variants: number
  readonly galleryKeys: number
  /** Turns that were counted for prompts of the one address. */
  readonly turns: number
  /** What is missing, or there and not meant to be, each a sentence. */
  readonly problems: readonly string[]
}

const READS_AT_ONCE = 8

export async function listAll(store: ObjectStore, prefix = ''): Promise<string[]> {
  const keys: string[] = []
  for (let startAfter: string | undefined; ; startAfter = keys.at(-1)) {
    const page = await store.list({ prefix, ...(startAfter !== undefined && { startAfter }) })
    keys.push(...page.keys)
    if (!page.more) return keys
  }
}

/** Counts what a bucket holds of jobs that have ended, and holds it against what they must have left: no less and no more. */
export async function countObjects(store: ObjectStore, jobs: readonly StatusAnswer[]): Promise<ObjectCounts> {
  const keys = await listAll(store)
  const slots = keys.filter((key) => slotOfLimit(key) !== undefined)
  const found = new Set(keys.filter((key) => !key.startsWith(GALLERY_PREFIX) && slotOfLimit(key) === undefined))
  const wanted = new Set(jobs.flatMap(keysOf))
  const pictures = jobs.flatMap(({ jobId, results }) =>
    results.flatMap((result) => (result.status === 'completed' ? [{ jobId, image: result.image }] : [])),
  )
  const listed = keys.flatMap((key) => parseGalleryKey(key) ?? []).map(({ jobId, run }) => `${jobId} ${run}`)
  const shown = pictures.map(({ jobId, image }) => `${jobId} ${image.run}`)
  const problems = [
    ...[...wanted].filter((key) => !found.has(key)).map((key) => `${key} is missing`),
    ...[...found].filter((key) => !wanted.has(key)).map((key) => `${key} should not be there`),
    ...shown.filter((each) => !listed.includes(each)).map((each) => `${each} is not in the gallery`),
    ...listed.filter((each, at) => listed.indexOf(each) !== at).map((each) => `${each} is twice in the gallery`),
  ]
  await inParallel(pictures, READS_AT_ONCE, async ({ jobId, image }) => {
    const original = await store.get(KEYS.original(jobId, image.run))
    const sha256 = createHash('sha256')
      .update(original?.body ?? '')
      .digest('hex')
    if (sha256 !== image.sha256) problems.push(`${jobId} ${image.run} is not the picture of its result`)
  })
  const count = (form: RegExp) => keys.filter((key) => form.test(key)).length
  return {
    objects: keys.length,
    results: count(/^jobs\/.*\/results\//),
    originals: count(/^images\/.*\/original$/),
    variants: count(/^images\/.*\/\d+\.\w+$/),
    galleryKeys: listed.length,
    turns: slots.filter((key) => key.startsWith('limits/generate/')).length,
    problems,
  }
}

/** Every key of a job that has ended but those of the gallery, of which a part is only known to the worker. */
function keysOf({ jobId, results }: StatusAnswer): string[] {
  const runs = results.flatMap(({ model, status }) => {
    const run = safeModelId(model)
    const ended = [KEYS.claim(jobId, run), KEYS.result(jobId, run)]
    if (status !== 'completed') return ended
    const names = VARIANT_WIDTHS.flatMap((width) => VARIANT_FORMATS.map((format) => `${width}.${format}` as const))
    const variants = names.map((name) => KEYS.variant(jobId, run, name))
    return [...ended, KEYS.finished(jobId, run), KEYS.original(jobId, run), ...variants]
  })
  return [KEYS.request(jobId), KEYS.queued(jobId), KEYS.sharePage(jobId), ...runs]
}
