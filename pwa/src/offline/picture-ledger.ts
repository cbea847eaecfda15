import type { Database } from './database.ts'
import type { PictureBudget } from './picture-budget.ts'
import { PINNED_RANK, type PictureRow, type PictureTotals, parsePictureRow, rankOf } from './picture-row.ts'
import { changePictures } from './picture-transaction.ts'

export type NewPicture = Omit<PictureRow, 'reasons' | 'status' | 'rank'>

/**
 * What is kept of pictures, and what it weighs: browsers tell of a device's storage what they like, and looking through a
 * cache takes half a second. Bytes are booked before they are put and struck out after they are gone, so that every byte in
 * the caches has a row, whenever the page or the worker dies.
 */
export interface PictureLedger {
  readonly get: (url: string) => Promise<PictureRow | undefined>
  /** Books a picture that is about to be put, with the pins of its job. */
  readonly begin: (picture: NewPicture) => Promise<{ readonly totals: PictureTotals; readonly budget: PictureBudget }>
  /** The bytes are there: as booked, or as they were found. */
  readonly confirm: (url: string, found?: Pick<PictureRow, 'bytes' | 'sha256'>) => Promise<void>
  /** The bytes are about to go: one record for all of them, since their rows go with them. */
  readonly doubt: (urls: readonly string[]) => Promise<void>
  readonly remove: (urls: readonly string[]) => Promise<void>
  readonly touch: (lastUsed: ReadonlyMap<string, number>) => Promise<void>
  /** What goes first when space runs out; never what is pinned. */
  readonly oldest: (count: number) => Promise<readonly PictureRow[]>
}

export function createPictureLedger(database: Database): PictureLedger {
  const parseAll = (rows: readonly unknown[]) => rows.flatMap((row) => parsePictureRow(row) ?? [])

  return {
    get: (url) => database.run(async (handle) => parsePictureRow(await handle.get('pictures', url))),
    begin(picture) {
      return changePictures(database, async (books) => {
        const [before, pins, budget] = await Promise.all([
          books.row(picture.url),
          books.pinsOf(picture.jobId),
          books.fact('budget'),
        ])
        const reasons = [...pins]
        await books.put(before, { ...picture, reasons, status: 'pending', rank: rankOf({ ...picture, reasons }) })
        return { totals: books.totals(), budget }
      })
    },
    confirm(url, found) {
      return changePictures(database, async (books) => {
        const row = await books.row(url)
        if (row !== undefined) await books.put(row, { ...row, ...found, status: 'ready' })
      })
    },
    doubt(urls) {
      return changePictures(database, async (books) => {
        await books.putFact('leaving', [...new Set([...(await books.fact('leaving')), ...urls])])
      })
    },
    remove(urls) {
      return changePictures(database, async (books) => {
        // Each once, or it would be taken off the totals twice.
        const gone = new Set(urls)
        await Promise.all([...gone].map(async (url) => books.remove(url, await books.row(url))))
        const leaving = await books.fact('leaving')
        if (leaving.length > 0)
          await books.putFact(
            'leaving',
            leaving.filter((url) => !gone.has(url)),
          )
      })
    },
    touch(lastUsed) {
      return changePictures(database, async (books) => {
        await Promise.all(
          [...lastUsed].map(async ([url, at]) => {
            const row = await books.row(url)
            if (row !== undefined) await books.put(row, { ...row, lastUsed: at })
          }),
        )
      })
    },
    oldest(count) {
      const range = IDBKeyRange.upperBound([PINNED_RANK], true)
      return database.run(async (handle) => parseAll(await handle.getAllFromIndex('pictures', 'order', range, count)))
    },
  }
}
