import type { Api } from '#api/api.ts'
import { createGalleryApi } from '#api/gallery-api.ts'
import type { RequestTools } from '#api/request.ts'
import { withoutJob } from '#offline/change-job-board.ts'
import { createGallery } from '#offline/create-gallery.ts'
import type { Database } from '#offline/database.ts'
import { createDeletionStore } from '#offline/deletion-store.ts'
import { createDeletions } from '#offline/deletions.ts'
import type { Gallery, GalleryState } from '#offline/gallery.ts'
import { createMarkStore } from '#offline/gallery-marks.ts'
import { createGalleryStore } from '#offline/gallery-store.ts'
import type { JobBoardState } from '#offline/job-board-state.ts'
import { createKeepMarked } from '#offline/keep-marked.ts'
import type { Writable } from '#offline/observable.ts'
import type { OwnerKeySource } from '#offline/owner-key.ts'
import type { Pictures } from '#offline/pictures.ts'
import { prefetchNewest } from '#offline/prefetch-newest.ts'
import { createDeletionLock } from '#offline/send-deletions.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import type { ServiceParts } from './services.ts'

interface GalleryParts
  extends Pick<ServiceParts, 'timing' | 'attention' | 'galleryNews' | 'locks' | 'requestWakeUp' | 'whenCalm'> {
  readonly api: Api
  readonly requestTools: RequestTools
  readonly pictures: Pictures
  readonly ownerKey: OwnerKeySource
  readonly mintId: () => string
  readonly database: Database
  readonly galleryState: Writable<GalleryState>
  readonly boardState: Writable<JobBoardState>
  readonly announce: (sentence: string) => void
  readonly reportAt: (where: string) => (error: unknown) => void
}

/** The gallery of this page, and what sends deletions, also those of an earlier visit. */
export async function startGallery(parts: GalleryParts): Promise<Gallery> {
  const {
    requestTools,
    ownerKey,
    database,
    boardState,
    galleryNews,
    announce,
    reportAt,
    locks,
    pictures,
    galleryState,
  } = parts
  const onTrouble = reportAt('gallery')
  const galleryApi = createGalleryApi(requestTools)
  const store = createDeletionStore(database)
  const shared = {
    ...{ ...parts, news: galleryNews, onTrouble },
    dropPictures: pictures.dropPictures,
  }
  const deletions = createDeletions({
    ...shared,
    store,
    deleteJob: async ({ id, correlationId }) => galleryApi.deleteJob(id, await ownerKey(), { correlationId }),
    lock: createDeletionLock({ locks, store, steadyNow: () => performance.now() }),
    onRefused: (ids) => announce(pictureTexts.gallery.notDeleted(ids.length)),
  })

  // The results of a job that is gone no longer stand on the first screen either.
  deletions.state.subscribe(() => {
    for (const id of deletions.state.get().gone) {
      if (boardState.get().own.has(id)) boardState.set(withoutOwnJob(boardState.get(), id))
    }
  })
  // A device that keeps nothing still shows the gallery.
  await deletions.start().catch(onTrouble)
  prefetchNewest(galleryState, pictures.prefetchThumbs, { ...parts, onTrouble })
  return createGallery({
    ...shared,
    deletions,
    state: galleryState,
    api: galleryApi,
    store: createGalleryStore(database),
    marks: createMarkStore(database),
    jobs: boardState,
    onMarked: createKeepMarked({
      ...parts,
      onIncomplete: (jobs) => announce(pictureTexts.gallery.notAllKept(jobs)),
    }),
  })
}

function withoutOwnJob(board: JobBoardState, id: string): JobBoardState {
  const own = new Set(board.own)
  own.delete(id)
  return { ...withoutJob(board, id), own }
}
