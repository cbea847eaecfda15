import { pathOfJob, ROUTES } from '#contract/routes.ts'
import type { Database } from './database.ts'
import { GALLERY_CACHE } from './gallery-cache.ts'
import { PICTURE_CACHE } from './picture-cache.ts'

interface PictureTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has'> | undefined
}

/** Removes what is kept of some jobs: each size of each picture, and what the gallery has told of them. */
export async function dropPictures(ids: readonly string[], { database, caches }: PictureTools): Promise<void> {
  const open = async (name: string) => ((await caches?.has(name)) ? caches?.open(name) : undefined)
  const [pictures, answers] = await Promise.all([open(PICTURE_CACHE), open(GALLERY_CACHE)])
  for (const id of ids) {
    // Everything that begins with the address of the job: "0" is the character after "/".
    const ofJob = IDBKeyRange.bound(`/images/${id}/`, `/images/${id}0`, false, true)
    for (const url of await database.run((handle) => handle.getAllKeys('ledger', ofJob))) await pictures?.delete(url)
    await database.run((handle) => handle.delete('ledger', ofJob))
    await answers?.delete(pathOfJob(ROUTES.galleryEntry, id))
  }
}
