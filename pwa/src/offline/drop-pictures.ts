import { pathOfJob, ROUTES } from '#contract/routes.ts'
import type { Database } from './database.ts'
import { GALLERY_CACHE } from './gallery-cache.ts'
import { unpinJobs } from './picture-pins.ts'
import type { PictureStore } from './picture-store.ts'
import { readRowsOfJob } from './read-ledger.ts'

interface DropTools {
  readonly store: Pick<PictureStore, 'inTurn' | 'removeRows'>
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has'>
}

/** Some jobs are deleted: each size of their pictures goes at once, with its pins, and what the gallery has told of them. */
export async function dropPictures(ids: readonly string[], { store, database, caches }: DropTools): Promise<void> {
  await store.inTurn(async () => {
    await unpinJobs(database, ids)
    for (const id of ids) await store.removeRows(await readRowsOfJob(database, id))
  })
  if (!(await caches.has(GALLERY_CACHE))) return
  const answers = await caches.open(GALLERY_CACHE)
  for (const id of ids) await answers.delete(pathOfJob(ROUTES.galleryEntry, id))
}
