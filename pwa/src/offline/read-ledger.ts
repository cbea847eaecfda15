import type { Database } from './database.ts'
import { EMPTY_TOTALS, type PictureRow, type PictureTotals, parsePictureRow, withRow } from './picture-row.ts'

/** Some rows of the ledger, in the order of their addresses. */
export interface LedgerPage {
  readonly rows: readonly PictureRow[]
  /** Addresses of rows that cannot be read. */
  readonly broken: readonly string[]
  /** The last address of the page; undefined where there was none. */
  readonly last: string | undefined
}

/** The next rows after an address, or the first ones. */
export function readLedgerPage(database: Database, after: string | undefined, count: number): Promise<LedgerPage> {
  const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true)
  return database.run(async (handle) => {
    const { store } = handle.transaction('pictures')
    const [keys, found] = await Promise.all([store.getAllKeys(range, count), store.getAll(range, count)])
    const broken = keys.filter((_key, index) => parsePictureRow(found[index]) === undefined)
    return { rows: parseAll(found), broken, last: keys.at(-1) }
  })
}

/** Rows whose bytes may be there or not. */
export function readPending(database: Database, count: number): Promise<readonly PictureRow[]> {
  return database.run(async (handle) => parseAll(await handle.getAllFromIndex('pictures', 'status', 'pending', count)))
}

export function readRowsOfJob(database: Database, jobId: string): Promise<readonly PictureRow[]> {
  return database.run(async (handle) => parseAll(await handle.getAllFromIndex('pictures', 'job', jobId)))
}

/** Those of the addresses that are booked. */
export function readKnown(database: Database, urls: readonly string[]): Promise<ReadonlySet<string>> {
  return database.run(async (handle) => {
    const { store } = handle.transaction('pictures')
    return new Set((await Promise.all(urls.map((url) => store.getKey(url)))).filter((key) => key !== undefined))
  })
}

/** Adds all rows up anew, after some could not be read. */
export function recount(database: Database): Promise<void> {
  return database.run(async (handle) => {
    const transaction = handle.transaction(['pictures', 'pictureFacts'], 'readwrite')
    const rows = parseAll(await transaction.objectStore('pictures').getAll())
    const totals = rows.reduce<PictureTotals>((sum, row) => withRow(sum, row, 1), EMPTY_TOTALS)
    await Promise.all([transaction.objectStore('pictureFacts').put(totals, 'totals'), transaction.done])
  })
}

function parseAll(rows: readonly unknown[]): readonly PictureRow[] {
  return rows.flatMap((row) => parsePictureRow(row) ?? [])
}
