import * as v from 'valibot'
import type { Database } from './database.ts'
import { DeletionRecord } from './deletion-record.ts'

/** How many jobs were deleted here of which the server does not know yet. */
export async function countWaitingDeletions(database: Database): Promise<number> {
  return database.run(async (handle) => {
    // The service worker may meet the database of an older version, which it leaves as it is.
    if (!handle.objectStoreNames.contains('deletions')) return 0
    const rows = await handle.getAll('deletions')
    return rows.filter((row) => v.is(DeletionRecord, row) && row.state === 'waiting').length
  })
}
