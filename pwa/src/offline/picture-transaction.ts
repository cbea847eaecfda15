import type { IDBPTransaction } from 'idb'
import * as v from 'valibot'
import { abortTransaction } from './abort-transaction.ts'
import type { Database, Schema } from './database.ts'
import { DEFAULT_BUDGET, PictureBudget } from './picture-budget.ts'
import { PictureCounts } from './picture-counts.ts'
import { EMPTY_TOTALS, type PictureRow, PictureTotals, parsePictureRow, withRow } from './picture-row.ts'

const STORES = ['pictures', 'picturePins', 'pictureFacts'] as const

const Pins = v.object({ jobId: v.string(), reasons: v.array(v.string()) })
export type Pins = v.InferOutput<typeof Pins>

/** What is known of all pictures together, by name. */
const FACTS = {
  totals: v.fallback(PictureTotals, EMPTY_TOTALS),
  budget: v.fallback(PictureBudget, DEFAULT_BUDGET),
  counts: v.fallback(PictureCounts, {}),
  /** Addresses whose bytes were just being taken away. */
  leaving: v.fallback(v.array(v.string()), []),
} as const
type Facts = { readonly [Name in keyof typeof FACTS]: v.InferOutput<(typeof FACTS)[Name]> }

/** Everything that a change of the ledger may read and write, inside one transaction. Nothing else may be awaited there. */
export interface PictureTransaction {
  /** Undefined too where it cannot be read. */
  readonly row: (url: string) => Promise<PictureRow | undefined>
  readonly rowsOf: (jobId: string) => Promise<readonly PictureRow[]>
  readonly put: (before: PictureRow | undefined, after: PictureRow) => Promise<unknown>
  readonly remove: (url: string, before: PictureRow | undefined) => Promise<unknown>
  readonly clear: () => Promise<unknown>
  readonly pinsOf: (jobId: string) => Promise<readonly string[]>
  readonly allPins: () => Promise<readonly Pins[]>
  readonly putPins: (pins: Pins) => Promise<unknown>
  readonly totals: () => PictureTotals
  readonly fact: <Name extends keyof Facts>(name: Name) => Promise<Facts[Name]>
  readonly putFact: <Name extends keyof Facts>(name: Name, value: Facts[Name]) => Promise<unknown>
}

/**
 * One change of the ledger. Its totals are written with it.
 * @throws where the device cannot keep it: no database, no space
 */
export function changePictures<T>(
  database: Database,
  work: (transaction: PictureTransaction) => Promise<T>,
): Promise<T> {
  return database.run(async (handle) => {
    const transaction = handle.transaction(STORES, 'readwrite')
    // The reason of a failure is the error itself; `done` only repeats it.
    const done = transaction.done.then(() => undefined)
    done.catch(() => undefined)
    try {
      const books = await open(transaction)
      const result = await work(books)
      await books.close()
      await done
      return result
    } catch (error) {
      // Rows without their totals must not be written by themselves.
      abortTransaction(transaction)
      throw error
    }
  })
}

/** One fact by itself. */
export function readFact<Name extends keyof Facts>(database: Database, name: Name): Promise<Facts[Name]> {
  return database.run(async (handle) => parseFact(name, await handle.get('pictureFacts', name)))
}

/** Whether this ledger has ever been written: one that was lost has nothing to say of the pictures in the caches. */
export function hasTotals(database: Database): Promise<boolean> {
  return database.run(async (handle) => (await handle.getKey('pictureFacts', 'totals')) !== undefined)
}

function parseFact<Name extends keyof Facts>(name: Name, value: unknown): Facts[Name] {
  // The table pairs each name with the schema of its own value.
  return v.parse(FACTS[name], value) as Facts[Name]
}

async function open(transaction: IDBPTransaction<Schema, typeof STORES, 'readwrite'>) {
  const pictures = transaction.objectStore('pictures')
  const pins = transaction.objectStore('picturePins')
  const facts = transaction.objectStore('pictureFacts')
  const before = parseFact('totals', await facts.get('totals'))
  let totals = before
  const books: PictureTransaction = {
    row: async (url) => parsePictureRow(await pictures.get(url)),
    rowsOf: async (jobId) => (await pictures.index('job').getAll(jobId)).flatMap((row) => parsePictureRow(row) ?? []),
    put(old, row) {
      totals = withRow(withRow(totals, old, -1), row, 1)
      return pictures.put(row)
    },
    remove(url, old) {
      totals = withRow(totals, old, -1)
      return pictures.delete(url)
    },
    clear() {
      totals = EMPTY_TOTALS
      return pictures.clear()
    },
    pinsOf: async (jobId) => parsePins(await pins.get(jobId))?.reasons ?? [],
    allPins: async () => (await pins.getAll()).flatMap((row) => parsePins(row) ?? []),
    putPins: (row) => (row.reasons.length === 0 ? pins.delete(row.jobId) : pins.put(row)),
    totals: () => totals,
    fact: async (name) => parseFact(name, await facts.get(name)),
    putFact: (name, value) => facts.put(value, name),
  }
  return { ...books, close: async () => (totals === before ? undefined : facts.put(totals, 'totals')) }
}

function parsePins(row: unknown): Pins | undefined {
  const parsed = v.safeParse(Pins, row)
  return parsed.success ? parsed.output : undefined
}
