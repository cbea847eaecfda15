import type { Database } from './database.ts'
import { createEviction, type ToFree } from './evict-pictures.ts'
import type { PictureAddress } from './picture-address.ts'
import { KEPT_HERE } from './picture-arrival.ts'
import { bytesToFree, halved, type PictureBudget } from './picture-budget.ts'
import type { SoundPicture } from './picture-check.ts'
import { createPictureLedger, type PictureLedger } from './picture-ledger.ts'
import { bytesOf, type Part, type PictureRow } from './picture-row.ts'
import { changePictures, readFact } from './picture-transaction.ts'
import { createTurns, type InTurn, type PictureLocks } from './picture-turns.ts'
import { ignoreQuota, isQuotaError } from './quota-error.ts'

/** A device without any room is not asked again before this. */
const FULL_FOR_MS = 600_000

export interface PictureTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'>
  /** Undefined where the browser has none. */
  readonly locks: PictureLocks | undefined
  readonly now: () => number
}

/** What becomes of a picture: `just-full` where the device refuses the first one. */
export type Kept = 'kept' | 'full' | 'just-full'

/** The bytes of the pictures, under their budget. Whoever changes them waits for a turn among all tabs and the worker. */
export interface PictureStore {
  readonly ledger: PictureLedger
  readonly inTurn: InTurn
  /** @throws where the device fails in another way than by having no room */
  readonly keep: (address: PictureAddress, picture: SoundPicture) => Promise<Kept>
  /** Lets go of what went unused for longest, within a turn. Answers what has gone. */
  readonly evict: (toFree: ToFree) => Promise<Part>
  /** Takes away bytes and rows, within a turn. */
  readonly removeRows: (rows: readonly PictureRow[]) => Promise<void>
}

export function createPictureStore(tools: PictureTools): PictureStore {
  const { database, caches, now } = tools
  const ledger = createPictureLedger(database)
  const inTurn = createTurns(tools.locks)
  const { evict, removeRows } = createEviction(tools, ledger)
  let fullUntil = 0

  async function put({ url, cache, jobId }: PictureAddress, { body, type, sha256 }: SoundPicture): Promise<void> {
    const row = { url, cache, jobId, sha256, bytes: body.byteLength, lastUsed: now() }
    try {
      const { totals, budget } = await ledger.begin(row)
      const bytes = bytesToFree(budget, bytesOf(totals), now())
      if (bytes > 0) await evict({ bytes, except: url })
      // Nothing else of the answer is kept: a picture is the same whoever asks for it, and in whichever format.
      const headers = { 'Content-Type': type, 'Server-Timing': KEPT_HERE }
      await (await caches.open(cache)).put(url, new Response(body, { headers }))
      await ledger.confirm(url)
      if (budget.isFull) await changeBudget({ isFull: false })
    } catch (error) {
      await removeRows([row]).catch(() => undefined) // the next start repairs what is left of it
      throw error
    }
  }

  async function keep(address: PictureAddress, picture: SoundPicture): Promise<Kept> {
    // In memory, since a full device may take no record; a record that it is no longer full counts.
    if (now() < fullUntil && (await readFact(database, 'budget')).isFull !== false) return 'full'
    try {
      await put(address, picture)
      return 'kept'
    } catch (error) {
      if (!isQuotaError(error)) throw error
    }
    await shrink()
    try {
      await put(address, picture)
      return 'kept'
    } catch (error) {
      if (!isQuotaError(error)) throw error
    }
    fullUntil = now() + FULL_FOR_MS
    return markFull()
  }

  /** Half of the space, and what is above it goes. */
  async function shrink(): Promise<void> {
    const [totals, budget] = await Promise.all([readFact(database, 'totals'), readFact(database, 'budget')])
    const used = bytesOf(totals)
    const next = halved(budget, used, now())
    await evict({ bytes: bytesToFree(next, used, now()) })
    // Last, since a full device takes no record before something has gone.
    await changeBudget({ soft: next.soft }).catch(ignoreQuota)
  }

  async function markFull(): Promise<Kept> {
    if ((await readFact(database, 'budget')).isFull) return 'full'
    await changeBudget({ isFull: true }).catch(ignoreQuota)
    return 'just-full'
  }

  function changeBudget(change: Partial<PictureBudget>): Promise<unknown> {
    return changePictures(database, async (books) =>
      books.putFact('budget', { ...(await books.fact('budget')), ...change }),
    )
  }

  return { ledger, inTurn, evict, removeRows, keep: (address, picture) => inTurn(() => keep(address, picture)) }
}
