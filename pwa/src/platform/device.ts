import type { Database } from '#offline/database.ts'
import { type DeviceUsage, measureDevice } from '#offline/device-usage.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { readCopy, type TakenIn } from '#offline/read-copy.ts'
import { removePictures } from '#offline/remove-pictures.ts'
import { createVotes, type Votes } from '#offline/votes.ts'
import { writeCopy } from '#offline/write-copy.ts'

/** What this device holds, to be measured, copied and cleared. Loaded with the settings and the first comparison. */
export interface Device {
  readonly measure: () => Promise<DeviceUsage>
  /** Answers how many there were. */
  readonly removePictures: () => Promise<number>
  /** Everything of this device as one file. */
  readonly writeCopy: () => Promise<Blob>
  /** @throws CopyError where the file is none */
  readonly readCopy: (file: Blob) => Promise<TakenIn>
  readonly openVotes: () => Promise<Votes>
}

interface DeviceTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly now: () => number
}

export function createDevice(tools: DeviceTools): Device {
  const { database } = tools
  const votes = createVotes(database)
  return {
    measure: () => measureDevice(tools),
    removePictures: () => removePictures(tools),
    writeCopy: () => writeCopy(tools),
    readCopy: (file) => readCopy(file, { ...tools, store: createOutboxStore(database) }),
    openVotes: async () => votes,
  }
}
