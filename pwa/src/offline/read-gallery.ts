import { askIndex } from './ask-index.ts'
import type { GalleryTools } from './create-gallery.ts'
import { createDayFetcher } from './fetch-days.ts'
import { followList } from './follow-list.ts'
import type { GalleryState } from './gallery.ts'
import type { GalleryBoard } from './gallery-board.ts'
import type { GalleryKeeper } from './keep-gallery.ts'

/** Reads the gallery from the server: the list for what is young, day files for the rest. */
export interface GalleryReader {
  /** Asks for what is new. @param onTop called as soon as the newest page is there, or cannot be had */
  readonly ask: (onTop: (isTold: boolean) => void) => Promise<void>
  /** Loads the next older page, or goes on with the days. Answers whether that went well. */
  readonly more: () => Promise<boolean>
  readonly days: () => GalleryState['days']
  /** Whether nothing older than what is here exists. */
  readonly isComplete: () => boolean
}

interface ReadTools extends Pick<GalleryTools, 'api' | 'timing' | 'attention' | 'mintId' | 'whenCalm' | 'onTrouble'> {
  readonly board: GalleryBoard
  readonly keeper: GalleryKeeper
  /** Something has come in the background. */
  readonly showSoon: () => void
}

export function readGallery({ board, keeper, showSoon, ...tools }: ReadTools): GalleryReader {
  const { api, mintId, whenCalm, onTrouble } = tools
  let hasIndex = false
  const list = followList({ api, mintId, board, keeper, hasIndex: () => hasIndex })
  const fetcher = createDayFetcher({
    ...tools,
    async takeKept(day) {
      const isTaken = await keeper.takeKept(day)
      if (isTaken) showSoon()
      return isTaken
    },
    async onFile(file) {
      await keeper.takeFile(file)
      showSoon()
    },
  })

  async function readIndex(): Promise<void> {
    const since = keeper.index().deletedCursor
    let answer = await askIndex(tools, since)
    if (!answer.ok && answer.failure.kind === 'refused' && since !== undefined) {
      // A cursor that the server no longer knows: all changes are told again.
      answer = await askIndex(tools, undefined)
    }
    if (answer.ok) await keeper.takeIndex(answer.value, answer.serverNowMs ?? 0)
    hasIndex = answer.ok
  }

  function fetchMissing(): void {
    fetcher.want(keeper.index().days.filter((day) => !board.hasFile(day)))
  }

  function fetchInTime(): void {
    whenCalm().then(fetchMissing).catch(onTrouble)
  }

  return {
    async ask(onTop) {
      const asked = readIndex()
      const isTold = await list.readTop()
      onTop(isTold)
      await asked
      fetchInTime()
      if (isTold && hasIndex) await list.readOn(showSoon)
    },
    async more() {
      fetchInTime()
      return list.readNext()
    },
    days() {
      const { days } = keeper.index()
      const kept = days.filter((day) => board.hasFile(day)).length
      return { kept, all: hasIndex || days.length > 0 ? days.length : undefined }
    },
    isComplete() {
      return list.isOver() || (list.isJoined() && keeper.index().days.every((day) => board.hasFile(day)))
    },
  }
}
