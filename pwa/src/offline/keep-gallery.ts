import type { GalleryEntry } from '#contract/gallery.ts'
import type { DayFile, GalleryIndexAnswer, IndexEntry } from '#contract/gallery-index.ts'
import { createDayChanges } from './change-days.ts'
import { type DayContent, type ListPage, withFile, withPage } from './day-content.ts'
import type { DeletedJobs } from './deletions.ts'
import type { GalleryBoard } from './gallery-board.ts'
import { dayOf, indexEntryOf } from './gallery-entry.ts'
import { createItemMaker, type GalleryItem } from './gallery-item.ts'
import { EMPTY_INDEX, type GalleryStore, type IndexState, type KeptDay } from './gallery-store.ts'

/** The gallery in memory and on the disk, changed together. What the disk does not take is only read again later. */
export interface GalleryKeeper {
  /** Reads what the device has. @param onDay called after each day, newest first */
  readonly load: (onDay: () => void) => Promise<void>
  readonly index: () => IndexState
  readonly takePage: (page: ListPage<GalleryEntry>) => Promise<void>
  readonly takeFile: (file: DayFile) => Promise<void>
  /** Takes a day from the disk, where another tab has put it. */
  readonly takeKept: (day: string) => Promise<boolean>
  /** @param seenAt when the server said so, by its clock, in milliseconds */
  readonly takeIndex: (answer: GalleryIndexAnswer, seenAt: number) => Promise<void>
  readonly setCovered: (coveredAt: number) => Promise<void>
  readonly takeDeletions: (deleted: DeletedJobs) => void
}

interface KeepTools {
  readonly store: GalleryStore
  readonly board: GalleryBoard
  readonly dropPictures: (ids: readonly string[]) => Promise<void>
  readonly onTrouble: (error: unknown) => void
}

export function keepGallery({ store, board, dropPictures, onTrouble }: KeepTools): GalleryKeeper {
  const items = createItemMaker()
  let index: IndexState = EMPTY_INDEX
  let deleted: ReadonlySet<string> = new Set()
  let hidden: ReadonlySet<string> = new Set()
  let gone: ReadonlySet<string> = new Set()

  const { keep, takeOut, takeLate, removeBefore } = createDayChanges({ store, board, items, onTrouble })
  const isGone = ({ id }: IndexEntry) => deleted.has(id) || gone.has(id)
  const hide = () => board.hide(new Set([...deleted, ...hidden]))

  async function changeIndex(change: (before: IndexState) => IndexState): Promise<void> {
    index = change(index)
    deleted = new Set(index.deleted)
    await store.changeIndex(change).catch(onTrouble)
  }

  return {
    index: () => index,
    async load(onDay) {
      index = await store.readIndex()
      deleted = new Set(index.deleted)
      hide()
      await store.readDays((day, content) => {
        board.put(day, mapEntries(content, items.ofIndex))
        onDay()
      })
      await takeOut(new Set([...deleted, ...gone]))
    },
    async takePage(page) {
      const days = board.takePage({ ...page, entries: page.entries.map(items.ofList) })
      const kept = { ...page, entries: page.entries.map(indexEntryOf) }
      for (const day of days) await keep(day, (content) => withPage(content, kept, day))
    },
    async takeFile({ day, entries }) {
      const sure = entries.filter((entry) => dayOf(entry) === day && !isGone(entry))
      board.put(day, withFile(board.content(day), sure.map(items.ofIndex)))
      await keep(day, (content) => withFile(content, sure))
    },
    async takeKept(day) {
      const content = await store.readDay(day).catch(onTrouble)
      if (content?.file === undefined) return false
      board.put(day, withFile(board.content(day), content.file.map(items.ofIndex)))
      return true
    },
    async takeIndex({ days, deleted: more, late = [], deletedCursor }, seenAt) {
      const known = new Set(board.items().map(({ id }) => id))
      const news = new Set(more.filter((id) => !deleted.has(id)))
      await changeIndex((before) => ({
        ...before,
        days,
        deleted: [...new Set([...before.deleted, ...more])],
        ...(deletedCursor !== undefined && { deletedCursor }),
      }))
      hide()
      await takeOut(news)
      await dropPictures([...news].filter((id) => known.has(id)))
      await takeLate(
        late.filter((entry) => !isGone(entry)),
        seenAt,
      )
      await removeBefore(days.at(-1))
    },
    setCovered: (coveredAt) => changeIndex((before) => ({ ...before, coveredAt })),
    takeDeletions(jobs) {
      const isNews = [...jobs.gone].some((id) => !gone.has(id))
      hidden = jobs.hidden
      gone = jobs.gone
      hide()
      // It touches the disk alone; what is shown is right already.
      if (isNews) takeOut(gone).catch(onTrouble)
    },
  }
}

function mapEntries({ file, listed }: KeptDay, change: (entry: IndexEntry) => GalleryItem): DayContent<GalleryItem> {
  return {
    ...(file && { file: file.map(change) }),
    listed: listed.map(({ entry, seenAt }) => ({ entry: change(entry), seenAt })),
  }
}
