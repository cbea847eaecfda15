import { createGalleryApi } from '#api/gallery-api.ts'
import type { GalleryEntry } from '#contract/gallery.ts'
import { createGallery } from '#offline/create-gallery.ts'
import { createDatabase } from '#offline/database.ts'
import { createDeletionStore } from '#offline/deletion-store.ts'
import { createDeletions } from '#offline/deletions.ts'
import { UNREAD_GALLERY } from '#offline/gallery.ts'
import { createMarkStore } from '#offline/gallery-marks.ts'
import { createGalleryStore } from '#offline/gallery-store.ts'
import { EMPTY_BOARD } from '#offline/job-board-state.ts'
import { createObservable } from '#offline/observable.ts'
import type { News } from '#offline/outbox.ts'
import { completedResult, type FakeServer } from './fake-server.ts'
import { createManualAttention } from './manual-attention.ts'
import { idOf } from './manual-outbox.ts'
import { createManualTiming, settle } from './manual-timing.ts'

/** An entry for tests. @param number becomes its id */
export function entryOf(number: number, timestamp: string, change: Partial<GalleryEntry> = {}): GalleryEntry {
  const id = idOf(number)
  const { run, url, originalUrl, width, height, thumbhash } = completedResult(id, 'stub:fast', 'Fast').image
  const preview = { run, url, originalUrl, width, height, thumbhash }
  return { id, timestamp, prompt: `prompt ${number}`, models: ['stub:fast'], imageCount: 1, preview, ...change }
}

/** Word between the tabs of one device. */
export function createManualNews(): () => News {
  const tabs: ((news: 'changed' | 'look') => void)[][] = []
  return function openTab() {
    const callbacks: ((news: 'changed' | 'look') => void)[] = []
    tabs.push(callbacks)
    return {
      tell() {
        for (const other of tabs) if (other !== callbacks) for (const callback of other) callback('changed')
      },
      onNews: (callback) => callbacks.push(callback),
    }
  }
}

/** One page with the gallery over a fake server and the device's real database. What the device keeps is kept. */
export async function openGalleryTab(server: FakeServer, openNews = createManualNews()) {
  const database = createDatabase()
  const timing = createManualTiming(server.clock)
  const attention = createManualAttention()
  const news = openNews()
  const api = createGalleryApi({ fetch: server.fetch, sleep: async () => undefined })
  const seen = { refused: [] as string[], dropped: [] as string[], pins: 0, wakeUps: 0, troubles: [] as unknown[] }
  let minted = 700
  const mintId = () => {
    minted += 1
    return idOf(minted)
  }
  const onTrouble = (error: unknown) => seen.troubles.push(error)
  const dropPictures = async (ids: readonly string[]) => void seen.dropped.push(...ids)
  const deletions = createDeletions({
    ...{ store: createDeletionStore(database), timing, attention, news, mintId, onTrouble, dropPictures },
    deleteJob: ({ id, correlationId }) => api.deleteJob(id, 'key', { correlationId }),
    lock: (work) => work(true),
    async requestWakeUp() {
      seen.wakeUps += 1
    },
    onRefused: (ids) => seen.refused.push(...ids),
  })
  await deletions.start().catch(onTrouble)
  const state = createObservable(UNREAD_GALLERY)
  const jobs = createObservable(EMPTY_BOARD)
  const gallery = createGallery({
    ...{ state, api, deletions, jobs, timing, attention, news, mintId, dropPictures, onTrouble },
    whenCalm: async () => undefined,
    store: createGalleryStore(database),
    marks: createMarkStore(database),
    async onMarked() {
      seen.pins += 1
    },
  })
  return {
    ...{ gallery, database, timing, attention, seen, jobs },
    /** Opens the screen and lets the background come to rest. */
    async open() {
      await gallery.open()
      await timing.advance(1000)
    },
    /** Lets what was begun reach the disk and the server. */
    async rest() {
      for (let round = 0; round < 10; round += 1) await settle()
      await timing.advance(300)
    },
    ids: () => state.get().items.map(({ id }) => id),
  }
}
