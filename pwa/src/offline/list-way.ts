import type { GalleryApi } from '#api/gallery-api.ts'
import type { GalleryEntry } from '#contract/gallery.ts'
import { LIMITS } from '#contract/limits.ts'
import type { ListPage } from './day-content.ts'
import type { Place } from './gallery-entry.ts'

/** A way through the gallery's list, from its newest entry on. */
export interface ListWay {
  /** The next page; undefined where it could not be loaded, then the next call asks for it again. */
  readonly next: () => Promise<ListPage<GalleryEntry> | undefined>
  /** The last entry so far. */
  readonly last: () => Place | undefined
  /** Nothing stands behind it. */
  readonly isOver: () => boolean
  /** When the server made the first page; 0 where it does not say. */
  readonly begunAt: () => number
}

interface WayTools {
  readonly api: Pick<GalleryApi, 'galleryList'>
  readonly mintId: () => string
}

export function createListWay({ api, mintId }: WayTools): ListWay {
  let cursor: string | undefined
  let last: Place | undefined
  let isOver = false
  let begunAt = 0
  return {
    last: () => last,
    isOver: () => isOver,
    begunAt: () => begunAt,
    async next() {
      // The first page is what somebody waits for; the others are fetched in few calls.
      const limit = cursor === undefined ? LIMITS.defaultPageSize : LIMITS.maxPageSize
      const answer = await api.galleryList({ cursor, limit }, { correlationId: mintId() })
      if (!answer.ok) {
        // A place that the server no longer knows: the way begins anew.
        if (answer.failure.kind === 'refused' && !answer.failure.error.row.retryable) {
          cursor = undefined
          last = undefined
        }
        return undefined
      }
      const { galleries, nextCursor } = answer.value
      isOver = nextCursor === undefined
      // Without the server's clock nothing can be told from what a page lacks.
      const page = { entries: galleries, after: last, isLast: isOver, seenAt: answer.serverNowMs ?? 0 }
      if (cursor === undefined) begunAt = page.seenAt
      last = galleries.at(-1) ?? last
      cursor = nextCursor
      return page
    },
  }
}
