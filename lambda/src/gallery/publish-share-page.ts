import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { type SharedPicture, sharePage } from './share-page.ts'

/** Short, since a deletion ends the page and reaches caches but no browser. */
const CACHE_CONTROL = 'public, max-age=300'

/** Creates the page of a job from the first of its pictures that is published; the others find it there. */
export async function publishSharePage(store: ObjectStore, picture: SharedPicture): Promise<void> {
  const page = new TextEncoder().encode(sharePage(picture))
  await store.put(KEYS.sharePage(picture.jobId), page, {
    contentType: 'text/html; charset=utf-8',
    cacheControl: CACHE_CONTROL,
    only: 'absent',
  })
}
