import type { Database } from './database.ts'
import { GALLERY_CACHE } from './gallery-cache.ts'
import { bytesAllowed, isMostlyPinned, type PictureBudget } from './picture-budget.ts'
import type { Part, PictureTotals } from './picture-row.ts'
import { readFact } from './picture-transaction.ts'

/** What this app stores on the device, in bytes by kind, as far as it knows itself. */
export interface DeviceUsage {
  readonly pictures: PictureTotals & {
    readonly all: Part
    /** What a person has chosen for them. */
    readonly chosen: number
    /** What the device has room for, where that is less. */
    readonly allowed: number
    /** At the last try there was no room for any. */
    readonly isFull: boolean
    /** What is pinned leaves next to no room for others. */
    readonly isMostlyPinned: boolean
  }
  /** Waiting and sent prompts, jobs, marks, deletions, templates, the draft and settings. */
  readonly records: number
  /** What is known of the gallery. */
  readonly gallery: number
}

interface UsageTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has'> | undefined
  readonly now: () => number
}

export async function measureDevice({ database, caches, now }: UsageTools): Promise<DeviceUsage> {
  const [totals, budget, records, days, answers] = await Promise.all([
    readFact(database, 'totals'),
    readFact(database, 'budget'),
    weighRecords(database),
    weighDays(database),
    weighCache(caches, GALLERY_CACHE),
  ])
  return {
    pictures: describePictures(totals, budget, now()),
    records,
    gallery: days + answers,
  }
}

function describePictures(totals: PictureTotals, budget: PictureBudget, now: number): DeviceUsage['pictures'] {
  const { thumbs, full, pinned } = totals
  return {
    ...totals,
    all: { pictures: thumbs.pictures + full.pictures, bytes: thumbs.bytes + full.bytes },
    chosen: budget.chosen,
    allowed: bytesAllowed(budget, now),
    isFull: budget.isFull ?? false,
    isMostlyPinned: isMostlyPinned(budget, pinned.bytes, now),
  }
}

async function weighRecords(database: Database): Promise<number> {
  const rows = await database.run(async (handle) => {
    const stores = [
      ...(['settings', 'prompts', 'meta', 'jobs', 'marks', 'deletions', 'forgotten', 'templates'] as const),
    ]
    const transaction = handle.transaction(stores, 'readonly')
    return (await Promise.all(stores.map((store) => transaction.objectStore(store).getAll()))).flat()
  })
  return rows.reduce((sum: number, row) => sum + weigh(row), 0)
}

/** Day by day: all at once would be some ten megabytes, for which the page would stand still. */
async function weighDays(database: Database): Promise<number> {
  let bytes = 0
  for (const day of await database.run((handle) => handle.getAllKeys('days'))) {
    bytes += weigh(await database.run((handle) => handle.get('days', day)))
  }
  return bytes
}

function weigh(row: unknown): number {
  return new Blob([JSON.stringify(row) ?? '']).size
}

async function weighCache(caches: UsageTools['caches'], name: string): Promise<number> {
  if (caches === undefined || !(await caches.has(name))) return 0
  const cache = await caches.open(name)
  let bytes = 0
  for (const request of await cache.keys()) bytes += (await (await cache.match(request))?.blob())?.size ?? 0
  return bytes
}
