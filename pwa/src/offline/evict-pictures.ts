import { openJobs } from './open-jobs.ts'
import { PICTURE_CACHES } from './picture-caches.ts'
import type { PictureLedger } from './picture-ledger.ts'
import type { Part, PictureRow } from './picture-row.ts'
import type { PictureTools } from './picture-store.ts'
import { ignoreQuota } from './quota-error.ts'

/** Rows that are struck out at once. */
const CHUNK = 250
/** So many more are read, since some of them may be open in a tab. */
const SPARE = 50

export interface ToFree {
  readonly bytes: number
  readonly except?: string
}

/** As much of a row as tells where its bytes are. */
type PlacedPicture = Pick<PictureRow, 'url' | 'cache'>

interface Eviction {
  /** Lets go of what nobody has pinned, what went unused for longest first. Answers what has gone. */
  readonly evict: (toFree: ToFree) => Promise<Part>
  readonly removeRows: (rows: readonly PlacedPicture[]) => Promise<void>
}

/** How pictures leave the device; each within a turn. */
export function createEviction({ caches, locks }: PictureTools, ledger: PictureLedger): Eviction {
  async function evict({ bytes, except }: ToFree): Promise<Part> {
    const open = await openJobs(locks)
    let gone: Part = { pictures: 0, bytes: 0 }
    let unstruck: readonly string[] = []
    while (gone.bytes < bytes) {
      const oldest = await ledger.oldest(CHUNK + SPARE + unstruck.length)
      const spared = new Set([except, ...unstruck])
      const mayGo = oldest.filter(({ url, jobId }) => !spared.has(url) && !open.has(jobId))
      const chosen = firstOf(mayGo.slice(0, CHUNK), bytes - gone.bytes)
      if (chosen.length === 0) break
      await takeAway(chosen)
      // A full device may not take even that. With more of them gone there is room for it.
      const urls: readonly string[] = [...unstruck, ...chosen.map(({ url }) => url)]
      unstruck = (await strikeOut(urls)) ? [] : urls
      gone = chosen.reduce((sum, row) => ({ pictures: sum.pictures + 1, bytes: sum.bytes + row.bytes }), gone)
    }
    return gone
  }

  async function takeAway(rows: readonly PlacedPicture[]): Promise<void> {
    // A full device takes no record. Rows without bytes are found by the next look at all pictures.
    await ledger.doubt(rows.map(({ url }) => url)).catch(ignoreQuota)
    for (const name of PICTURE_CACHES) {
      const own = rows.filter((row) => row.cache === name)
      const cache = own.length === 0 ? undefined : await caches.open(name)
      await Promise.all(own.map(({ url }) => cache?.delete(url)))
    }
  }

  async function strikeOut(urls: readonly string[]): Promise<boolean> {
    try {
      await ledger.remove(urls)
      return true
    } catch (error) {
      ignoreQuota(error)
      return false
    }
  }

  async function removeRows(rows: readonly PlacedPicture[]): Promise<void> {
    await takeAway(rows)
    await strikeOut(rows.map(({ url }) => url))
  }

  return { evict, removeRows }
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
