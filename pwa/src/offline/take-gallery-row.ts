import * as v from 'valibot'
import type { Database } from './database.ts'
import { DeletionRecord } from './deletion-record.ts'
import { MarkRecord } from './gallery-marks.ts'

interface GalleryRow {
  readonly kind: 'mark' | 'deletion'
  readonly value: unknown
}

/**
 * Takes a mark or a deletion of another device in, where this one has none of that job. Answers whether it could be read.
 * A deletion keeps its time and is sent from here: a device with another key is told that it may not.
 */
export async function takeGalleryRow({ kind, value }: GalleryRow, database: Database): Promise<boolean> {
  const row = v.safeParse(kind === 'mark' ? MarkRecord : DeletionRecord, value)
  if (!row.success) return false
  const store = kind === 'mark' ? 'marks' : 'deletions'
  await database.run(async (handle) => {
    const transaction = handle.transaction(store, 'readwrite', { durability: 'strict' })
    const isKnown = (await transaction.store.getKey(row.output.id)) !== undefined
    if (!isKnown) await transaction.store.put(row.output)
    await transaction.done
  })
  return true
}
