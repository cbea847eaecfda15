import * as v from 'valibot'
import type { Database } from '#offline/database.ts'
import { type DeviceUsage, measureDevice } from '#offline/device-usage.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { offlineCounts, PictureCounts } from '#offline/picture-counts.ts'
import { clearPictures } from '#offline/picture-space.ts'
import type { PictureLocks } from '#offline/picture-turns.ts'
import { readCopy, type TakenIn } from '#offline/read-copy.ts'
import { createVotes, type Votes } from '#offline/votes.ts'
import { WORKER_MESSAGES } from '#offline/worker-messages.ts'
import { writeCopy } from '#offline/write-copy.ts'
import { askWorker } from './ask-worker.ts'

/** What this device holds, to be measured, copied and cleared. Loaded with the settings and the first comparison. */
export interface Device {
  readonly measure: () => Promise<DeviceUsage>
  /** How many pictures were asked for without a network, and how many of them were not here. */
  readonly offlineUse: () => Promise<{ readonly asked: number; readonly missing: number }>
  readonly removePictures: () => Promise<void>
  /** Everything of this device as one file. */
  readonly writeCopy: () => Promise<Blob>
  /** @throws CopyError where the file is none */
  readonly readCopy: (file: Blob) => Promise<TakenIn>
  readonly openVotes: () => Promise<Votes>
}

interface DeviceTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly locks: PictureLocks | undefined
  readonly now: () => number
}

export function createDevice(tools: DeviceTools): Device {
  const { database, caches } = tools
  const votes = createVotes(database)
  return {
    measure: () => measureDevice(tools),
    async offlineUse() {
      // Only the worker sees what is asked for. Without one nothing is.
      const counts = v.safeParse(PictureCounts, await askWorker({ type: WORKER_MESSAGES.pictureUse }))
      return offlineCounts(counts.success ? counts.output : {})
    },
    async removePictures() {
      if (caches !== undefined) await clearPictures({ ...tools, caches })
    },
    writeCopy: () => writeCopy(tools),
    readCopy: (file) => readCopy(file, { ...tools, store: createOutboxStore(database) }),
    openVotes: async () => votes,
  }
}
