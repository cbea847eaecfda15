import type { PrecacheEntry } from 'workbox-precaching'

/** Background Sync, which the platform's types leave out: Chromium has it alone. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
  /** The browser will not try again after this. */
  readonly lastChance: boolean
}

type WorkerScope = ServiceWorkerGlobalScope & {
  /** What the build put into the app, each with its revision. */
  readonly __WB_MANIFEST: (PrecacheEntry | string)[]
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void
}

declare const self: WorkerScope

/** The global scope of this worker. */
export const worker = self

/** The files of this version of the app. The build puts them here, by this very expression. */
export const APP_FILES = self.__WB_MANIFEST.map((entry) => (typeof entry === 'string' ? { url: entry } : entry))
