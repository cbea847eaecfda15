import type { GalleryApi } from '#api/gallery-api.ts'
import type { GalleryBoard } from './gallery-board.ts'
import { dayOf, type Place } from './gallery-entry.ts'
import type { GalleryKeeper } from './keep-gallery.ts'
import { createListWay, type ListWay } from './list-way.ts'

/** Within this time after a job was accepted it is surely published, or never by itself: its deadline and some more. */
const PUBLISHED_WITHIN_MS = 2 * 3_600_000
/** Pages that one look fetches unasked. */
const MOST_PAGES = 50
const DAY_MS = 86_400_000

/** Reads the part of the list that no day file tells, from its newest entry down. */
export interface ListFollower {
  /** Reads the newest page. Answers whether it came. */
  readonly readTop: () => Promise<boolean>
  /** Reads on from there until what is older is known otherwise. @param onPage called after each page */
  readonly readOn: (onPage: () => void) => Promise<void>
  /** Reads the next older page, where one is needed. Answers whether it came. */
  readonly readNext: () => Promise<boolean>
  /** Everything from the newest entry down to the days is here. */
  readonly isJoined: () => boolean
  /** The list was read to its very end. */
  readonly isOver: () => boolean
}

interface FollowTools {
  readonly api: Pick<GalleryApi, 'galleryList'>
  readonly mintId: () => string
  readonly board: GalleryBoard
  readonly keeper: GalleryKeeper
  /** Whether the server has told which days are sealed. */
  readonly hasIndex: () => boolean
}

export function followList({ api, mintId, board, keeper, hasIndex }: FollowTools): ListFollower {
  let way: ListWay | undefined
  let newest: ListWay | undefined
  let isJoined: boolean | undefined

  function isKnown(place: Place | undefined): boolean {
    if (place === undefined) return false
    const { file = [], listed } = board.content(dayOf(place))
    return file.some(({ id }) => id === place.id) || listed.some(({ entry }) => entry.id === place.id)
  }

  /** Whether what is older than the way so far is in the days, or was listed before. */
  function hasReachedDays(): boolean {
    if (way?.isOver()) return true
    const { days, coveredAt } = keeper.index()
    const [newestDay] = days
    const from = Math.max(
      newestDay === undefined ? 0 : Date.parse(newestDay) + DAY_MS,
      coveredAt === undefined ? 0 : coveredAt - PUBLISHED_WITHIN_MS,
    )
    const last = way?.last()
    return last !== undefined && Date.parse(last.timestamp) < from
  }

  async function noteReached(): Promise<void> {
    isJoined = true
    const begunAt = way?.begunAt() ?? 0
    if (way === newest && hasIndex() && begunAt > 0) await keeper.setCovered(begunAt)
  }

  async function readPage(): Promise<boolean> {
    const page = await way?.next()
    if (page === undefined) return false
    await keeper.takePage(page)
    return true
  }

  const isWholeAlready = () => isJoined ?? keeper.index().coveredAt !== undefined

  return {
    isJoined: isWholeAlready,
    isOver: () => way?.isOver() ?? false,
    async readNext() {
      if (way === undefined || way.isOver() || isWholeAlready()) return true
      if (!(await readPage())) return false
      if (hasReachedDays()) await noteReached()
      return true
    },
    async readTop() {
      const next = createListWay({ api, mintId })
      const page = await next.next()
      if (page === undefined) return false
      // Where the page meets what was read before, the older way goes on behind it.
      const isJoint = next.isOver() || isKnown(page.entries.at(-1))
      await keeper.takePage(page)
      newest = next
      if (way === undefined || !isJoint || next.isOver()) way = next
      if (!isJoint) isJoined = false
      return true
    },
    async readOn(onPage) {
      way = newest
      for (let pages = 1; !hasReachedDays(); pages += 1) {
        if (pages >= MOST_PAGES || !(await readPage())) return
        onPage()
      }
      await noteReached()
    },
  }
}
