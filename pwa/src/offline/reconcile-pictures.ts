import * as v from 'valibot'
import type { Database } from './database.ts'
import { FULL_CACHE, PICTURE_CACHES, type PictureCacheName, THUMBS_CACHE, UNCHECKED_CACHE } from './picture-caches.ts'
import { hashOf } from './picture-check.ts'
import { type Part, type PictureRow, parsePictureRow } from './picture-row.ts'
import type { PictureStore, PictureTools } from './picture-store.ts'
import { changePictures, hasTotals, readFact } from './picture-transaction.ts'
import { readLedgerPage, readPending, recount } from './read-ledger.ts'

const CHUNK = 100
/** Only a browser's own clean-up takes bytes without a trace: a look at all pictures now and then is enough. */
const WALK_EVERY_MS = 24 * 3_600_000

/** How far the last look at all pictures came, or when it was through. */
const WALK = 'walk'
const Walk = v.fallback(v.object({ after: v.optional(v.string()), doneAt: v.optional(v.number()) }), {})

interface ReconcileTools extends PictureTools {
  readonly store: PictureStore
  /** Resolves when the page has nothing better to do. */
  readonly whenIdle: () => Promise<void>
}

/** Brings ledger and caches together again after a death in between. Goes by the ledger, some rows at a time. */
export async function reconcilePictures(tools: ReconcileTools): Promise<void> {
  const { database, now, store, whenIdle } = tools
  const untilDone = async (step: () => Promise<boolean>) => {
    do await whenIdle()
    while (await store.inTurn(step))
  }
  await store.inTurn(() => dropUnknown(tools))
  await untilDone(() => settlePending(tools))
  const { doneAt } = await readWalk(database)
  const isDue = doneAt === undefined || now() - doneAt >= WALK_EVERY_MS
  if (isDue || (await isCacheGone(tools))) await untilDone(() => walkOn(tools))
}

function readWalk(database: Database): Promise<v.InferOutput<typeof Walk>> {
  return database.run(async (handle) => v.parse(Walk, await handle.get('pictureFacts', WALK)))
}

/** A whole cache has gone, and the ledger does not know. */
async function isCacheGone({ caches, database }: ReconcileTools): Promise<boolean> {
  const { thumbs, full } = await readFact(database, 'totals')
  const hasGone = async (cache: PictureCacheName, { bytes }: Part) => bytes > 0 && !(await caches.has(cache))
  return (await hasGone(THUMBS_CACHE, thumbs)) || hasGone(FULL_CACHE, full)
}

/** What no ledger knows: of the first versions, or of a ledger that the browser has lost. */
async function dropUnknown({ caches, database }: ReconcileTools): Promise<void> {
  if (await caches.has(UNCHECKED_CACHE)) {
    await caches.delete(UNCHECKED_CACHE)
    await database.run((handle) => handle.clear('ledger'))
  }
  if (!(await hasTotals(database))) await Promise.all(PICTURE_CACHES.map((cache) => caches.delete(cache)))
}

/** Who holds the turn knows that nobody is at work: what is pending was left by the dead. Answers whether there may be more. */
async function settlePending({ store: { ledger, removeRows }, caches, database }: ReconcileTools): Promise<boolean> {
  await removeRows(await withoutBytes(caches, await readLeaving(database)))
  await changePictures(database, (books) => books.putFact('leaving', []))
  const rows = await readPending(database, CHUNK)
  const lost: PictureRow[] = []
  for (const row of rows) {
    const body = await (await (await caches.open(row.cache)).match(row.url))?.arrayBuffer()
    if (body === undefined || body.byteLength === 0) lost.push(row)
    else await ledger.confirm(row.url, { bytes: body.byteLength, sha256: await hashOf(body) })
  }
  await removeRows(lost)
  return rows.length === CHUNK
}

/** Rows whose bytes were being taken away when somebody died. */
async function readLeaving(database: Database): Promise<readonly PictureRow[]> {
  const urls = await readFact(database, 'leaving')
  const rows = await database.run((handle) => Promise.all(urls.map((url) => handle.get('pictures', url))))
  return rows.flatMap((row) => parsePictureRow(row) ?? [])
}

async function withoutBytes(
  caches: ReconcileTools['caches'],
  rows: readonly PictureRow[],
): Promise<readonly PictureRow[]> {
  const found = await Promise.all(rows.map(async ({ cache, url }) => (await caches.open(cache)).match(url)))
  return rows.filter((_row, index) => found[index] === undefined)
}

/** Answers whether there is more. */
async function walkOn({ store: { ledger, removeRows }, caches, database, now }: ReconcileTools): Promise<boolean> {
  const { after } = await readWalk(database)
  const { rows, broken, last } = await readLedgerPage(database, after, CHUNK)
  await removeRows(await withoutBytes(caches, rows))
  if (broken.length > 0) {
    for (const name of PICTURE_CACHES) {
      const cache = await caches.open(name)
      await Promise.all(broken.map((url) => cache.delete(url)))
    }
    await ledger.remove(broken)
    await recount(database)
  }
  const walk = last === undefined ? { doneAt: now() } : { after: last }
  await database.run((handle) => handle.put('pictureFacts', walk, WALK))
  return last !== undefined
}
