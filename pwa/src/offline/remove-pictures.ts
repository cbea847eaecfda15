import { createByteLedger } from './byte-ledger.ts'
import type { Database } from './database.ts'
import { PICTURE_CACHE } from './picture-cache.ts'

interface PictureTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'delete'> | undefined
}

/** Removes the kept pictures, which can be loaded again. Answers how many there were. */
export async function removePictures({ database, caches }: PictureTools): Promise<number> {
  const ledger = createByteLedger(database)
  const { pictures } = await ledger.total()
  await caches?.delete(PICTURE_CACHE)
  await ledger.clear()
  return pictures
}
