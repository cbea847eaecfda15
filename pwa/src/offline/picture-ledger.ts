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
  /** The bytes are about to go. */
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
    doubt: (urls) => changeRows(urls, (row) => ({ ...row, status: 'pending' })),
    remove(urls) {
      return changePictures(database, async (books) => {
        await Promise.all(urls.map(async (url) => books.remove(url, await books.row(url))))
      })
    },
    touch: (lastUsed) => {
      return changeRows([...lastUsed.keys()], (row) => ({ ...row, lastUsed: lastUsed.get(row.url) ?? row.lastUsed }))
    },
    oldest(count) {
      const range = IDBKeyRange.upperBound([PINNED_RANK], true)
      return database.run(async (handle) => parseAll(await handle.getAllFromIndex('pictures', 'order', range, count)))
    },
  }

  function changeRows(urls: readonly string[], change: (row: PictureRow) => PictureRow): Promise<void> {
    return changePictures(database, async (books) => {
      await Promise.all(
        urls.map(async (url) => {
          const row = await books.row(url)
          if (row !== undefined) await books.put(row, change(row))
        }),
      )
    })
  }
}
