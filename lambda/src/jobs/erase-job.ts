import type { Invalidator } from '../cdn/invalidator.ts'
import type { Log } from '../observability/log.ts'
import { changeKey, galleryPrefixOf, KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { isErased } from './delete-job.ts'
import { inParallel } from './in-parallel.ts'
import { createRecord, type DeletionRecord, readDeletion } from './job-records.ts'
import type { Timing } from './timing.ts'

/** Objects that are deleted at once. */
const DELETES_AT_ONCE = 16

export interface EraseServices {
  readonly store: ObjectStore
  readonly invalidator: Invalidator
  readonly timing: Timing
  readonly log: Log
}

/**
 * The worker's half of a delete: removes everything but the markers, tells devices by a tombstone, and has the CDN
 * forget. Safe to repeat from any point at which it broke off; throws on trouble, and the message comes back.
 */
export async function eraseJob(services: EraseServices, jobId: string): Promise<void> {
  const { store, timing, log, invalidator } = services
  const deletion = await readDeletion(store, jobId)
  if (deletion === undefined) {
    log.warn('erase-dropped', { jobId, reason: 'the job is not deleted' })
    return
  }
  if (!(await isErased(store, jobId))) {
    const removed = await removeObjects(store, jobId, deletion)
    const atMs = timing.now()
    // By the time at which it is written, not by that of the deletion: devices ask for what is younger than their last look.
    if (deletion.publish) await putEmpty(store, changeKey('deleted', { atMs, jobId }))
    await createRecord(store, KEYS.erased(jobId), { erasedAt: new Date(atMs).toISOString() })
    log.info('job-erased', { jobId, objects: removed.all })
  }
  await invalidator.invalidate({ paths: pathsOf(jobId), reference: `erased ${jobId} ${deletion.deletedAt}` })
}

/**
 * Removes what a run has written, or left behind, of a job that is deleted; answers whether it is. A run writes first and
 * looks second, erasing marks first and lists second: so one of the two always sees what the other has done.
 */
export async function takeBackIfDeleted(services: EraseServices, jobId: string, run: string): Promise<boolean> {
  const { store, timing, log, invalidator } = services
  const deletion = await readDeletion(store, jobId)
  if (deletion === undefined) return false
  const removed = await removeObjects(store, jobId, deletion)
  log.info('run-taken-back', { jobId, run, objects: removed.all })
  if (removed.public > 0) {
    await invalidator.invalidate({ paths: pathsOf(jobId), reference: `taken back ${jobId} ${run} ${timing.now()}` })
  }
  return true
}

/** The gallery first, so that nobody is led to pictures that are going; `public`: how many of them the CDN could have. */
async function removeObjects(
  store: ObjectStore,
  jobId: string,
  { createdAt }: DeletionRecord,
): Promise<{ readonly all: number; readonly public: number }> {
  const markers = new Set([KEYS.canceled(jobId), KEYS.deleted(jobId), KEYS.erased(jobId)])
  const listed = await removePrefix(store, galleryPrefixOf(Date.parse(createdAt), jobId))
  await store.delete(KEYS.sharePage(jobId))
  const pictures = await removePrefix(store, KEYS.imagePrefix(jobId))
  const records = await removePrefix(store, KEYS.jobPrefix(jobId), markers)
  return { all: listed + pictures + records, public: listed + pictures }
}

async function removePrefix(
  store: ObjectStore,
  prefix: string,
  kept: ReadonlySet<string> = new Set(),
): Promise<number> {
  let removed = 0
  for (let startAfter: string | undefined; ; ) {
    const { keys, more } = await store.list({ prefix, ...(startAfter !== undefined && { startAfter }) })
    const unwanted = keys.filter((key) => !kept.has(key))
    await inParallel(unwanted, DELETES_AT_ONCE, (key) => store.delete(key))
    removed += unwanted.length
    startAfter = keys.at(-1)
    if (!more) return removed
  }
}

async function putEmpty(store: ObjectStore, key: string): Promise<void> {
  await store.put(key, new Uint8Array(), { contentType: 'application/octet-stream', only: 'absent' })
}

/** Every address that answers with something of the job. */
function pathsOf(jobId: string): string[] {
  return [`/images/${jobId}/*`, '/api/gallery*', `/g/${jobId}`, `/share/${jobId}.html`]
}
