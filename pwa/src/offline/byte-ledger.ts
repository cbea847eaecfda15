import * as v from 'valibot'
import type { Database } from './database.ts'

const LedgerRow = v.object({
  /** The address of the picture, without its origin. */
  url: v.string(),
  /** Of the body as it was received; what a header says is not believed. */
  bytes: v.pipe(v.number(), v.minValue(0)),
  /** Milliseconds. */
  keptAt: v.number(),
})
export type LedgerRow = v.InferOutput<typeof LedgerRow>

/** What each kept picture weighs: browsers tell of a device's storage what they like. */
export interface ByteLedger {
  readonly add: (row: LedgerRow) => Promise<void>
  readonly total: () => Promise<{ readonly pictures: number; readonly bytes: number }>
  readonly clear: () => Promise<void>
}

export function createByteLedger(database: Database): ByteLedger {
  return {
    async add(row) {
      await database.run((handle) => handle.put('ledger', row))
    },
    async total() {
      const rows = await database.run((handle) => handle.getAll('ledger'))
      const known = rows.flatMap((row) => {
        const parsed = v.safeParse(LedgerRow, row)
        return parsed.success ? [parsed.output] : []
      })
      return { pictures: known.length, bytes: known.reduce((sum, row) => sum + row.bytes, 0) }
    },
    async clear() {
      await database.run((handle) => handle.clear('ledger'))
    },
  }
}
