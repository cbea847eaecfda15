import type { Api } from '#api/api.ts'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { Gallery, GalleryState } from '#offline/gallery.ts'
import type { JobBoardState } from '#offline/job-board-state.ts'
import type { Observable, Writable } from '#offline/observable.ts'

interface ListedGalleryTools {
  /** Where the screens see it. */
  readonly state: Writable<GalleryState>
  readonly api: Pick<Api, 'galleryList'>
  readonly board: Observable<JobBoardState>
  readonly mintId: () => string
}

/** The gallery as the server lists it, page by page. What is marked or removed is so for this visit. */
export function createListedGallery({ state, api, board, mintId }: ListedGalleryTools): Gallery {
  const removed = new Set<string>()
  let listed: readonly GalleryEntry[] = []
  let nextCursor: string | undefined
  let isAsking = false

  function change(part: Partial<GalleryState>): void {
    state.set({ ...state.get(), ...part })
  }

  function show(): void {
    change({ items: listed.filter(({ id }) => !removed.has(id)) })
  }

  async function ask(cursor: string | undefined): Promise<void> {
    if (isAsking) return
    isAsking = true
    change({ isRead: true, server: 'asking' })
    const answer = await api.galleryList(cursor, { correlationId: mintId() })
    isAsking = false
    if (!answer.ok) {
      change({ server: 'away' })
      return
    }
    const isFirst = cursor === undefined
    listed = isFirst ? withNew(answer.value.galleries, listed) : withNew(listed, answer.value.galleries)
    if (!isFirst || nextCursor === undefined) nextCursor = answer.value.nextCursor
    show()
    change({ server: 'told', isComplete: nextCursor === undefined })
  }

  return {
    state,
    async open() {
      change({ own: board.get().own })
      await ask(undefined)
      change({ own: board.get().own })
    },
    loadMore: () => ask(listed.length === 0 ? undefined : nextCursor),
    async setFavourite(id, isFavourite) {
      change({ favourites: withMember(state.get().favourites, [id], isFavourite) })
    },
    async setKeptOffline(ids, isKept) {
      change({ keptOffline: withMember(state.get().keptOffline, ids, isKept) })
    },
    async remove(ids) {
      for (const id of ids) removed.add(id)
      show()
    },
    async undoRemove(ids) {
      for (const id of ids) removed.delete(id)
      show()
      return true
    },
    async forget(id) {
      removed.add(id)
      show()
    },
  }
}

/** A job that was published between two pages must not be listed twice. */
function withNew(known: readonly GalleryEntry[], page: readonly GalleryEntry[]): readonly GalleryEntry[] {
  const ids = new Set(known.map((entry) => entry.id))
  return [...known, ...page.filter((entry) => !ids.has(entry.id))]
}

function withMember(set: ReadonlySet<string>, ids: readonly string[], isMember: boolean): ReadonlySet<string> {
  const next = new Set(set)
  for (const id of ids) {
    if (isMember) next.add(id)
    else next.delete(id)
  }
  return next
}
