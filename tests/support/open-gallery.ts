import * as v from 'valibot'
import { GalleryIndexAnswer } from '#contract/gallery-index.ts'
import { TIMING, type Timing } from '../../lambda/src/jobs/timing.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { createMemoryStore } from './memory-store.ts'
import { publishJob } from './publish-job.ts'
import { startApi, type TestApi } from './start-api.ts'

export const DAY_MS = 86_400_000
/** The day that most of it is about. */
export const DAY = '2026-01-05'
export const START = Date.parse(`${DAY}T00:00:00Z`)
/** One hour, 270 s and 15 s after midnight: every deadline of the day has passed. */
export const SEALABLE = START + DAY_MS + 3_885_000

export interface TestGallery {
  readonly store: ObjectStore
  readonly timing: Timing
  readonly api: TestApi
  readonly clock: { now: number }
  /** The same data behind an API with something of its own. */
  readonly with: (services: Partial<TestApi['services']>) => Promise<TestApi>
  readonly index: (query?: string) => Promise<GalleryIndexAnswer>
  /** The index after the worker has done what the first look asked for. */
  readonly sealedIndex: () => Promise<GalleryIndexAnswer>
  readonly publish: (createdAtMs: number, job?: Partial<Parameters<typeof publishJob>[1]>) => Promise<string>
}

/** A gallery in memory whose clock stands at the moment from which on `DAY` can be sealed. */
export async function openGallery(): Promise<TestGallery> {
  const store = createMemoryStore()
  const clock = { now: SEALABLE }
  const timing: Timing = { now: () => clock.now, startId: 'one', ...TIMING }
  const api = await startApi({ services: { store, timing } })
  const index = async (query = '') =>
    v.parse(GalleryIndexAnswer, await (await api.app.request(`/api/gallery/index${query}`)).json())
  return {
    store,
    timing,
    api,
    clock,
    with: (services) => startApi({ folder: api.folder, services: { store, timing, ...services } }),
    index,
    async sealedIndex() {
      await index()
      await api.work()
      return index()
    },
    publish: (createdAtMs, job = {}) => publishJob(store, { createdAtMs, runs: ['sketch-pixel'], ...job }),
  }
}
