import type { ImageFacts } from '../images/picture-store.ts'
import type { RequestRecord } from '../jobs/job-records.ts'
import type { Timing } from '../jobs/timing.ts'
import { changeKey, galleryKey } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { mayBeSealed } from './day.ts'

const EMPTY = { contentType: 'application/octet-stream', only: 'absent' } as const

export interface PublishServices {
  readonly store: ObjectStore
  readonly timing: Timing
}

/**
 * Lists a picture in the gallery. The key is made of the job and the picture alone, so writing it again changes nothing.
 * Where its day may be sealed already, the index is told that its file lacks something.
 */
export async function publishImage(
  { store, timing }: PublishServices,
  request: RequestRecord,
  image: ImageFacts,
): Promise<void> {
  const { run, width, height, thumbhash } = image
  const { jobId } = request
  const createdAtMs = Date.parse(request.createdAt)
  await store.put(galleryKey({ createdAtMs, jobId, width, height, thumbhash, run }), new Uint8Array(), EMPTY)
  // After the key stands: who seals later than now finds it.
  if (!mayBeSealed(createdAtMs, timing)) return
  await store.put(changeKey('late', { atMs: timing.now(), jobId }), new Uint8Array(), EMPTY)
}
