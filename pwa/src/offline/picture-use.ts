import type { Database } from './database.ts'
import type { PictureAddress } from './picture-address.ts'
import { THUMBS_CACHE } from './picture-caches.ts'
import { addCounts, countKey, type PictureCounts, type PictureLookup } from './picture-counts.ts'
import type { PictureLedger } from './picture-ledger.ts'
import { changePictures, readFact } from './picture-transaction.ts'

/** A screen of forty pictures is one write. */
const FLUSH_AFTER_MS = 5000

/** What was asked for and used, remembered in memory and written down now and then. */
export interface PictureUse {
  /** Resolves when it is written down: the worker has to live so long. */
  readonly note: (address: PictureAddress, lookup: Omit<PictureLookup, 'kind'>) => Promise<void>
  /** Writes down what is not yet. Answers all that was ever counted. */
  readonly flush: () => Promise<PictureCounts>
}

interface UseTools {
  readonly database: Database
  readonly ledger: PictureLedger
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export function createPictureUse({ database, ledger, now, sleep }: UseTools): PictureUse {
  let used = new Map<string, number>()
  let counts: PictureCounts = {}
  let flushing: Promise<unknown> | undefined

  async function flush(): Promise<PictureCounts> {
    const [touched, counted] = [used, counts]
    used = new Map()
    counts = {}
    if (touched.size > 0) await ledger.touch(touched)
    if (Object.keys(counted).length === 0) return readFact(database, 'counts')
    return changePictures(database, async (books) => {
      const sum = addCounts(await books.fact('counts'), counted)
      await books.putFact('counts', sum)
      return sum
    })
  }

  async function flushSoon(): Promise<void> {
    await sleep(FLUSH_AFTER_MS)
    flushing = undefined
    // A device that takes no record keeps its pictures in the order of before.
    await flush().catch(() => undefined)
  }

  return {
    flush,
    async note({ url, cache }, lookup) {
      if (lookup.outcome === 'hit') used.set(url, now())
      counts = addCounts(counts, { [countKey({ ...lookup, kind: cache === THUMBS_CACHE ? 'thumb' : 'full' })]: 1 })
      flushing ??= flushSoon()
      await flushing
    },
  }
}
