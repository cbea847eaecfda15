import type { Database } from './database.ts'
import { rankOf } from './picture-row.ts'
import { changePictures, type PictureTransaction } from './picture-transaction.ts'

/** Why the pictures of a job stay when space runs out. What is open in a tab is told by locks: see open-jobs.ts. */
export type PinReason = 'favourite' | 'keep-offline' | 'own-recent'

/** Exactly these jobs have the reason from now on. */
export function setPins(database: Database, reason: PinReason, jobIds: Iterable<string>): Promise<void> {
  const wanted = new Set(jobIds)
  return changePictures(database, async (books) => {
    const pins = await books.allPins()
    const before = new Set(pins.filter(({ reasons }) => reasons.includes(reason)).map(({ jobId }) => jobId))
    const changed = [...new Set([...wanted, ...before])].filter((jobId) => wanted.has(jobId) !== before.has(jobId))
    await Promise.all(changed.map((jobId) => pin(books, { jobId, reason, isPinned: wanted.has(jobId) })))
  })
}

export function pinJob(
  database: Database,
  change: { readonly jobId: string; readonly reason: PinReason; readonly isPinned: boolean },
): Promise<void> {
  return changePictures(database, (books) => pin(books, change))
}

/** The jobs are gone, and with them every reason. */
export function unpinJobs(database: Database, jobIds: readonly string[]): Promise<void> {
  return changePictures(database, async (books) => {
    await Promise.all(jobIds.map((jobId) => setReasons(books, jobId, [])))
  })
}

export function pinsOf(database: Database, jobId: string): Promise<readonly string[]> {
  return changePictures(database, (books) => books.pinsOf(jobId))
}

async function pin(
  books: PictureTransaction,
  { jobId, reason, isPinned }: { jobId: string; reason: PinReason; isPinned: boolean },
): Promise<void> {
  const others = (await books.pinsOf(jobId)).filter((each) => each !== reason)
  await setReasons(books, jobId, isPinned ? [...others, reason] : others)
}

async function setReasons(books: PictureTransaction, jobId: string, reasons: readonly string[]): Promise<void> {
  await books.putPins({ jobId, reasons: [...reasons] })
  for (const row of await books.rowsOf(jobId)) {
    const next = { ...row, reasons: [...reasons] }
    await books.put(row, { ...next, rank: rankOf(next) })
  }
}
