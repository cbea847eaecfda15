import * as v from 'valibot'
import type { Database } from '#offline/database.ts'
import { type DeviceUsage, measureDevice } from '#offline/device-usage.ts'
import { LanguageChoice } from '#offline/language.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { offlineCounts, PictureCounts } from '#offline/picture-counts.ts'
import { clearPictures } from '#offline/picture-space.ts'
import type { PictureLocks } from '#offline/picture-turns.ts'
import { createPromptHistory, type PromptHistory } from '#offline/prompt-history.ts'
import { readCopy, type TakenIn } from '#offline/read-copy.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import { takeTurn } from '#offline/shuffled-turns.ts'
import { createSoundChoice, type SoundChoice } from '#offline/sound-choice.ts'
import { LANGUAGE_KEY } from '#offline/spoken.ts'
import { createTemplates, type Templates } from '#offline/templates.ts'
import { createVotes, type Votes } from '#offline/votes.ts'
import { WORKER_MESSAGES } from '#offline/worker-messages.ts'
import { writeCopy } from '#offline/write-copy.ts'
import { askWorker } from './ask-worker.ts'
import { noteFilled } from './filled-screens.ts'
import { createLastTab, type LastTab } from './last-tab.ts'
import { loadOnce } from './late-part.ts'
import { writeLanguageChoice } from './page-language.ts'
import type { Sounds } from './sounds.ts'

interface DeviceSounds extends Sounds {
  readonly lastTab: LastTab
}

/** What this device holds, to be measured, copied and cleared. Loaded with the settings, the first comparison and the first idea. */
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
  readonly openHistory: () => Promise<PromptHistory>
  readonly openTemplates: () => Promise<Templates>
  readonly soundChoice: () => Promise<SoundChoice>
  /** Loads what makes them: only for who has switched them on. */
  readonly openSounds: () => Promise<DeviceSounds>
  /** Which of so many comes next: all of them by chance before one comes again. */
  readonly takeTurn: (count: number) => Promise<number>
}

interface DeviceTools {
  readonly database: Database
  readonly settings: SettingsStore
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly locks: PictureLocks | undefined
  readonly now: () => number
  /** From 0 to below 1. */
  readonly random: () => number
  readonly mintId: () => string
}

export function createDevice(tools: DeviceTools): Device {
  const { database, settings, caches } = tools
  const votes = createVotes(database)
  const history = createPromptHistory(database, tools.now)
  const soundChoice = createSoundChoice(database)
  const templates = createTemplates(database, tools.now)
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
      // Settled when what was taken in is shown.
      noteFilled({ create: true, outbox: true })
      return taken
    },
    openVotes: async () => votes,
    async keepLanguage(choice) {
      // The page needs it before a database is open, the service worker has nothing but the database.
      await settings.write(LANGUAGE_KEY, choice)
      return writeLanguageChoice(choice)
    },
    openHistory: async () => history,
    openTemplates: async () => templates,
    soundChoice: async () => soundChoice,
    openSounds: loadOnce(async () => {
      const { createSounds } = await import('./sounds.ts')
      return { ...createSounds(() => new AudioContext()), lastTab: createLastTab(tools.mintId()) }
    }),
    takeTurn: (count) => takeTurn(database, count, tools.random),
  }
}
