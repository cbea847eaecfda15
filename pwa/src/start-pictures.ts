import type { Database } from '#offline/database.ts'
import type { JobBoardState } from '#offline/job-board-state.ts'
import type { Observable } from '#offline/observable.ts'
import { holdOpen } from '#offline/open-jobs.ts'
import { createPictures, NO_PICTURES, type Pictures } from '#offline/pictures.ts'
import { PICTURE_NEWS, WORKER_MESSAGES } from '#offline/worker-messages.ts'
import { askWorker } from '#platform/ask-worker.ts'
import type { Notices } from '#platform/notices.ts'
import { appTexts } from '#ui/texts/app.ts'
import type { ServiceParts } from './services.ts'

const FULL_NOTICE_MS = 15_000

interface PicturesTools
  extends Pick<ServiceParts, 'fetch' | 'caches' | 'locks' | 'timing' | 'attention' | 'isFreeNetwork' | 'whenIdle'> {
  readonly database: Database
  readonly boardState: Observable<JobBoardState>
  readonly openJob: Observable<string | undefined>
  readonly notices: Notices
  readonly announce: (sentence: string) => void
  readonly onTrouble: (error: unknown) => void
}

/** Looks after the pictures on this device: what stays, and what is said of them. Loaded when the page is at rest. */
export function startPictures({ caches, ...tools }: PicturesTools): Pictures {
  const { locks, timing, attention, boardState, openJob, notices, announce, onTrouble } = tools
  if (caches === undefined) return NO_PICTURES
  const pictures = createPictures({ ...tools, caches, now: timing.now })

  let pinned: readonly string[] = []
  function pinRecent(): void {
    const { shown } = boardState.get()
    if (shown === pinned) return
    pinned = shown
    pictures.setPins('own-recent', shown).catch(onTrouble)
  }

  let close = () => {}
  function pinOpen(): void {
    close()
    const jobId = openJob.get()
    close = jobId === undefined ? () => {} : holdOpen(locks, jobId)
  }

  boardState.subscribe(pinRecent)
  openJob.subscribe(pinOpen)
  if (boardState.get().shown.length > 0) pinRecent()
  pinOpen()
  // What was used is written down before the browser may end the worker.
  attention.onRest(() => void askWorker({ type: WORKER_MESSAGES.pictureUse }))
  new BroadcastChannel(PICTURE_NEWS.channel).addEventListener('message', ({ data }) => {
    if (data !== PICTURE_NEWS.full) return
    announce(appTexts.picturesFull)
    notices.show({ key: 'pictures', text: appTexts.picturesFull, actions: [], lastsMs: FULL_NOTICE_MS })
  })
  return pictures
}
