import { openJobs } from './open-jobs.ts'
import { PICTURE_CACHES, type PictureCacheName } from './picture-caches.ts'
import type { PictureLedger } from './picture-ledger.ts'
import type { Part, PictureRow } from './picture-row.ts'
import type { PictureTools } from './picture-store.ts'
import { ignoreQuota } from './quota-error.ts'

/** Rows that are struck out at once. */
const CHUNK = 100
/** So many more are read, since some of them may be open in a tab. */
const SPARE = 100

export interface ToFree {
  readonly bytes: number
  readonly except?: string
}

interface Eviction {
  /** Lets go of what nobody has pinned, what went unused for longest first. Answers what has gone. */
  readonly evict: (toFree: ToFree) => Promise<Part>
  readonly removeRows: (rows: readonly PictureRow[]) => Promise<void>
  readonly removeUrls: (cache: PictureCacheName, urls: readonly string[]) => Promise<void>
}

/** How pictures leave the device; each within a turn. */
export function createEviction({ caches, locks }: PictureTools, ledger: PictureLedger): Eviction {
  async function evict({ bytes, except }: ToFree): Promise<Part> {
    const open = await openJobs(locks)
    // What has gone is told apart by itself: a full device may not even strike it out.
    const chosenUrls = new Set<string>()
    let gone: Part = { pictures: 0, bytes: 0 }
    while (gone.bytes < bytes) {
      const oldest = await ledger.oldest(CHUNK + SPARE + chosenUrls.size)
      const mayGo = oldest.filter(({ url, jobId }) => url !== except && !open.has(jobId) && !chosenUrls.has(url))
      const chosen = firstOf(mayGo.slice(0, CHUNK), bytes - gone.bytes)
      if (chosen.length === 0) break
      await removeRows(chosen)
      for (const { url } of chosen) chosenUrls.add(url)
      gone = chosen.reduce((sum, row) => ({ pictures: sum.pictures + 1, bytes: sum.bytes + row.bytes }), gone)
    }
    return gone
  }

  async function removeRows(rows: readonly PictureRow[]): Promise<void> {
    for (const cache of PICTURE_CACHES) {
      const urls = rows.filter((row) => row.cache === cache).map(({ url }) => url)
      if (urls.length > 0) await removeUrls(cache, urls)
    }
  }

  async function removeUrls(cache: PictureCacheName, urls: readonly string[]): Promise<void> {
    // A full device takes no record. Rows without bytes are found by the next look at all pictures.
    await ledger.doubt(urls).catch(ignoreQuota)
    const open = await caches.open(cache)
    await Promise.all(urls.map((url) => open.delete(url)))
    await ledger.remove(urls).catch(ignoreQuota)
  }

  return { evict, removeRows, removeUrls }
}

/** As many rows as make up the bytes. */
function firstOf(rows: readonly PictureRow[], bytes: number): readonly PictureRow[] {
  let left = bytes
  return rows.filter((row) => {
    const isNeeded = left > 0
    if (isNeeded) left -= row.bytes
    return isNeeded
  })
}
