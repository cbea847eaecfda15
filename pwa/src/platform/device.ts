import * as v from 'valibot'
import type { Database } from '#offline/database.ts'
import { type DeviceUsage, measureDevice } from '#offline/device-usage.ts'
import { LANGUAGE_KEY, LanguageChoice } from '#offline/language.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { offlineCounts, PictureCounts } from '#offline/picture-counts.ts'
import { clearPictures } from '#offline/picture-space.ts'
import type { PictureLocks } from '#offline/picture-turns.ts'
import { readCopy, type TakenIn } from '#offline/read-copy.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import { createVotes, type Votes } from '#offline/votes.ts'
import { WORKER_MESSAGES } from '#offline/worker-messages.ts'
import { writeCopy } from '#offline/write-copy.ts'
import { askWorker } from './ask-worker.ts'
import { writeLanguageChoice } from './page-language.ts'

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
  /** Takes effect when the page is loaded anew. Answers false where the browser refuses to keep it. */
  readonly keepLanguage: (choice: LanguageChoice) => Promise<boolean>
}

interface DeviceTools {
  readonly database: Database
  readonly settings: SettingsStore
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly locks: PictureLocks | undefined
  readonly now: () => number
}

export function createDevice(tools: DeviceTools): Device {
  const { database, settings, caches } = tools
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
    async readCopy(file) {
      const taken = await readCopy(file, { ...tools, store: createOutboxStore(database) })
      const language = await settings.read(LANGUAGE_KEY, LanguageChoice)
      if (language !== undefined) writeLanguageChoice(language)
      return taken
    },
    openVotes: async () => votes,
    async keepLanguage(choice) {
      // The page needs it before a database is open, the service worker has nothing but the database.
      await settings.write(LANGUAGE_KEY, choice)
      return writeLanguageChoice(choice)
    },
  }
}
