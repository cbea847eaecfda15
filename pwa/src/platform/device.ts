import { createByteLedger } from '#offline/byte-ledger.ts'
import type { Database } from '#offline/database.ts'
import { type DeviceUsage, measureDevice } from '#offline/device-usage.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { PICTURE_CACHE } from '#offline/picture-cache.ts'
import { readCopy, type TakenIn } from '#offline/read-copy.ts'
import { writeCopy } from '#offline/write-copy.ts'

/** What this device holds, to be measured, copied and cleared. Loaded with the settings. */
export interface Device {
  readonly measure: () => Promise<DeviceUsage>
  readonly removePictures: () => Promise<void>
  /** Everything of this device as one file. */
  readonly writeCopy: () => Promise<Blob>
  /** @throws CopyError where the file is none */
  readonly readCopy: (file: Blob) => Promise<TakenIn>
}

interface DeviceTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly now: () => number
}

export function createDevice(tools: DeviceTools): Device {
  const { database, caches } = tools
  return {
    measure: () => measureDevice(tools),
    async removePictures() {
      await caches?.delete(PICTURE_CACHE)
      await createByteLedger(database).clear()
    },
    writeCopy: () => writeCopy(tools),
    readCopy: (file) => readCopy(file, { ...tools, store: createOutboxStore(database) }),
  }
}
