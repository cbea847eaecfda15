import type { GalleryApi } from '#api/gallery-api.ts'
import type { Deletions } from './deletions.ts'
import type { Gallery, GalleryState } from './gallery.ts'
import { createGalleryBoard } from './gallery-board.ts'
import type { MarkStore, Marks } from './gallery-marks.ts'
import type { GalleryStore } from './gallery-store.ts'
import type { JobBoardState } from './job-board-state.ts'
import { keepGallery } from './keep-gallery.ts'
import type { Observable, Writable } from './observable.ts'
import { onceAtATime } from './once-at-a-time.ts'
import type { News } from './outbox.ts'
import type { Attention } from './poll-jobs.ts'
import { readGallery } from './read-gallery.ts'
import type { Timing } from './timing.ts'

/** Changes that come one after another in the background are shown together, this often. Milliseconds. */
const SHOW_EVERY_MS = 250
/** Who comes back sooner is shown what was loaded last. Milliseconds. */
const FRESH_MS = 60_000

export interface GalleryTools {
  /** Where the screens see it. */
  readonly state: Writable<GalleryState>
  readonly api: Omit<GalleryApi, 'deleteJob'>
  readonly store: GalleryStore
  readonly marks: MarkStore
  readonly deletions: Deletions
  readonly jobs: Observable<Pick<JobBoardState, 'own'>>
  readonly timing: Timing
  readonly attention: Attention
  readonly news: News
  readonly mintId: () => string
  /** Resolves when what fills the window has had its time: the rest of the gallery comes behind it. */
  readonly whenCalm: () => Promise<void>
  /** Removes the pictures of jobs that are gone. */
  readonly dropPictures: (ids: readonly string[]) => Promise<void>
  /** A person has marked jobs, or has taken marks away: their pictures stay on the device, or may go. */
  readonly onMarked: (ids: readonly string[], change: Partial<Marks>) => Promise<void>
  readonly onTrouble: (error: unknown) => void
}

export function createGallery(tools: GalleryTools): Gallery {
  const { deletions, timing, attention, news, onTrouble } = tools
  const view = createView(tools)
  const { set, show } = view
  let askedAt = Number.NEGATIVE_INFINITY
  // Marks of other tabs are of this one too, whether or not the list is read here.
  news.onNews(() => view.readMarks().catch(onTrouble))

  const ask = onceAtATime(async () => {
    askedAt = timing.now()
    set({ server: 'asking' })
    await view.reader.ask((isTold) => {
      if (!isTold) askedAt = Number.NEGATIVE_INFINITY
      set({ server: isTold ? 'told' : 'away' })
      show()
    })
    show()
  })

  async function askIfOld(): Promise<void> {
    if (timing.now() - askedAt > FRESH_MS) await ask()
  }

  const begin = once(async () => {
    deletions.state.subscribe(view.takeDeletions)
    tools.jobs.subscribe(view.takeOwn)
    view.takeOwn()
    attention.onWake(() => {
      askIfOld().catch(onTrouble)
    })
    await Promise.all([view.load().catch(onTrouble), view.readMarks().catch(onTrouble)])
    set({ isRead: true })
    view.takeDeletions()
  })

  return {
    state: tools.state,
    async open() {
      await begin()
      await askIfOld()
    },
    async loadMore() {
      if (tools.state.get().server === 'away') return ask()
      set({ server: 'asking' })
      const isTold = await view.reader.more()
      set({ server: isTold ? 'told' : 'away' })
      show()
    },
    readMarks: () => view.readMarks().catch(onTrouble),
    ...changesOf(tools, view),
  }
}

/** What the screens see: memory and disk, put together anew whenever something has come. */
function createView({ state, ...tools }: GalleryTools) {
  const { marks, deletions, timing, jobs } = tools
  const board = createGalleryBoard()
  let cancelShow: (() => void) | undefined

  function set(part: Partial<GalleryState>): void {
    state.set({ ...state.get(), ...part })
  }

  function show(): void {
    cancelShow?.()
    cancelShow = undefined
    set({ items: board.items(), days: reader.days(), isComplete: reader.isComplete() })
  }

  function showSoon(): void {
    cancelShow ??= timing.after(SHOW_EVERY_MS, show)
  }

  const keeper = keepGallery({ ...tools, board })
  const reader = readGallery({ ...tools, board, keeper, showSoon })
  return {
    ...{ set, show, reader },
    load: () => keeper.load(showSoon),
    /** What other tabs change too. */
    readMarks: onceAtATime(async () => set(await marks.readAll())),
    takeOwn() {
      const { own } = jobs.get()
      if (own !== state.get().own) set({ own })
    },
    takeDeletions() {
      keeper.takeDeletions(deletions.state.get())
      show()
    },
  }
}

type Changes = 'setFavourite' | 'setKeptOffline' | 'remove' | 'postponeRemove' | 'undoRemove' | 'forget'

function changesOf(tools: GalleryTools, view: ReturnType<typeof createView>): Pick<Gallery, Changes> {
  const { marks, deletions, news, onMarked, dropPictures, onTrouble } = tools

  async function mark(ids: readonly string[], change: Partial<Marks>): Promise<void> {
    await marks.mark(ids, change)
    await view.readMarks()
    news.tell()
    await onMarked(ids, change)
  }

  return {
    setFavourite: (id, isFavourite) => mark([id], { isFavourite }).catch(onTrouble),
    setKeptOffline: (ids, isKeptOffline) => mark(ids, { isKeptOffline }).catch(onTrouble),
    remove: (ids) => deletions.remove(ids).catch(onTrouble),
    postponeRemove: (ids) => deletions.postpone(ids).catch(onTrouble),
    async undoRemove(ids) {
      try {
        return await deletions.undo(ids)
      } catch (error) {
        onTrouble(error)
        return false
      }
    },
    async forget(id) {
      await dropPictures([id]).catch(onTrouble)
      await deletions.markGone([id]).catch(onTrouble)
    },
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return function begin() {
    done ??= work()
    return done
  }
}
