import type { ResultImage } from '#contract/job.ts'
import { downloadPicture } from './download-picture.ts'
import { dropPictures } from './drop-pictures.ts'
import { parsePictureAddress } from './picture-address.ts'
import { type PinReason, pinJob, setPins } from './picture-pins.ts'
import { setPictureBudget } from './picture-space.ts'
import { createPictureStore, type PictureTools } from './picture-store.ts'
import type { Attention } from './poll-jobs.ts'
import { createPrefetch } from './prefetch-thumbs.ts'
import { reconcilePictures } from './reconcile-pictures.ts'

/** A picture of a job, as far as it is known: its largest variant, the original, and the original's hash. */
export type PictureOfJob = Pick<ResultImage, 'url' | 'originalUrl'> & Partial<Pick<ResultImage, 'sha256'>>

/** The pictures on this device, as the page looks after them. The service worker keeps what is shown. */
export interface Pictures {
  /** Brings ledger and caches together, in idle time. */
  readonly start: () => Promise<void>
  /** Exactly these jobs have the reason to stay from now on. */
  readonly setPins: (reason: PinReason, jobIds: Iterable<string>) => Promise<void>
  readonly pinJob: (jobId: string, reason: PinReason, isPinned: boolean) => Promise<void>
  /** The jobs are deleted: their pictures and pins go at once. */
  readonly dropPictures: (jobIds: readonly string[]) => Promise<void>
  /**
   * Pins the job and loads its pictures, large and original, so that they are there without a network. What is there is
   * not loaded again. Answers `incomplete` where some could not be had, `full` where the device has no room.
   */
  readonly keepJobOffline: (jobId: string, pictures: readonly PictureOfJob[]) => Promise<'kept' | 'incomplete' | 'full'>
  /** Loads thumbnails ahead, the first ones first, while it costs nobody anything. A later call replaces an earlier one. */
  readonly prefetchThumbs: (urls: readonly string[]) => Promise<void>
  /** How many bytes pictures may have. What is above them goes at once. */
  readonly setBudget: (bytes: number) => Promise<void>
}

/** Where the browser has no caches, as on the plain http addresses of a home network, there is nothing to look after. */
export const NO_PICTURES: Pictures = {
  start: async () => undefined,
  setPins: async () => undefined,
  pinJob: async () => undefined,
  dropPictures: async () => undefined,
  keepJobOffline: async () => 'incomplete',
  prefetchThumbs: async () => undefined,
  setBudget: async () => undefined,
}

interface PicturesTools extends PictureTools {
  readonly fetch: typeof fetch
  readonly attention: Attention
  readonly isFreeNetwork: () => boolean
  readonly whenIdle: () => Promise<void>
}

export function createPictures(tools: PicturesTools): Pictures {
  const { database, caches } = tools
  const store = createPictureStore(tools)

  async function isKept(url: string): Promise<boolean> {
    const row = await store.ledger.get(url)
    if (row?.status !== 'ready') return false
    return (await (await caches.open(row.cache)).match(url)) !== undefined
  }

  async function keepPicture(url: string, sha256: string | undefined) {
    if (await isKept(parsePictureAddress(url)?.url ?? url)) return 'kept'
    return downloadPicture({ url, sha256 }, { ...tools, store })
  }

  return {
    start: () => reconcilePictures({ ...tools, store }),
    setPins: (reason, jobIds) => setPins(database, reason, jobIds),
    pinJob: (jobId, reason, isPinned) => pinJob(database, { jobId, reason, isPinned }),
    dropPictures: (jobIds) => dropPictures(jobIds, { ...tools, store }),
    async keepJobOffline(jobId, pictures) {
      await pinJob(database, { jobId, reason: 'keep-offline', isPinned: true })
      const outcomes: string[] = []
      // One after the other: this is nothing that anybody waits for.
      for (const { url, originalUrl, sha256 } of pictures) {
        outcomes.push(await keepPicture(url, undefined), await keepPicture(originalUrl, sha256))
      }
      if (outcomes.some((outcome) => outcome === 'full' || outcome === 'just-full')) return 'full'
      return outcomes.every((outcome) => outcome === 'kept') ? 'kept' : 'incomplete'
    },
    prefetchThumbs: createPrefetch({ ...tools, store }),
    setBudget: (bytes) => setPictureBudget(tools, bytes),
  }
}
