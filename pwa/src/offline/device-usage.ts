import { createByteLedger } from './byte-ledger.ts'
import type { Database } from './database.ts'
import { GALLERY_CACHE } from './gallery-cache.ts'

/** What this app stores on the device, in bytes by kind, as far as it knows itself. */
export interface DeviceUsage {
  readonly pictures: { readonly count: number; readonly bytes: number }
  /** Waiting and sent prompts, jobs, the draft and settings. */
  readonly records: number
  /** What was last seen of the gallery. */
  readonly gallery: number
}

interface UsageTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has'> | undefined
}

export async function measureDevice({ database, caches }: UsageTools): Promise<DeviceUsage> {
  const [{ pictures, bytes }, records] = await Promise.all([createByteLedger(database).total(), weighRecords(database)])
  return { pictures: { count: pictures, bytes }, records, gallery: await weighCache(caches, GALLERY_CACHE) }
}

async function weighRecords(database: Database): Promise<number> {
  const rows = await database.run(async (handle) => {
    const stores = ['settings', 'prompts', 'meta', 'jobs'] as const
    const transaction = handle.transaction(stores, 'readonly')
    return (await Promise.all(stores.map((store) => transaction.objectStore(store).getAll()))).flat()
  })
  return rows.reduce((sum: number, row) => sum + new Blob([JSON.stringify(row) ?? '']).size, 0)
}

async function weighCache(caches: UsageTools['caches'], name: string): Promise<number> {
  if (caches === undefined || !(await caches.has(name))) return 0
  const cache = await caches.open(name)
  let bytes = 0
  for (const request of await cache.keys()) bytes += (await (await cache.match(request))?.blob())?.size ?? 0
  return bytes
}
