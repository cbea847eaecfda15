import type { ImageFacts } from '../images/picture-store.ts'
import type { RequestRecord } from '../jobs/job-records.ts'
import { galleryKey } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'

/** Lists a picture in the gallery. The key is made of the job and the picture alone, so writing it again changes nothing. */
export async function publishImage(store: ObjectStore, request: RequestRecord, image: ImageFacts): Promise<void> {
  const { run, width, height, thumbhash } = image
  const createdAtMs = Date.parse(request.createdAt)
  const key = galleryKey({ createdAtMs, jobId: request.jobId, width, height, thumbhash, run })
  await store.put(key, new Uint8Array(), { contentType: 'application/octet-stream', only: 'absent' })
}
