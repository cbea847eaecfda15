import type { IndexEntry } from '#contract/gallery-index.ts'
import { withLate, withoutIds } from './day-content.ts'
import type { GalleryBoard } from './gallery-board.ts'
import { dayOf } from './gallery-entry.ts'
import type { ItemMaker } from './gallery-item.ts'
import type { GalleryStore, KeptDay } from './gallery-store.ts'

interface ChangeTools {
  readonly store: GalleryStore
  readonly board: GalleryBoard
  readonly items: ItemMaker
  readonly onTrouble: (error: unknown) => void
}

/** Changes of whole days, in memory and on the disk. */
export function createDayChanges({ store, board, items, onTrouble }: ChangeTools) {
  const keep = (day: string, change: (content: KeptDay) => KeptDay) => store.changeDay(day, change).catch(onTrouble)

  return {
    keep,
    /** Takes what is gone for good out: a prompt that its writer has deleted is not kept here. */
    async takeOut(ids: ReadonlySet<string>): Promise<void> {
      for (const day of board.takeOut(ids)) await keep(day, (content) => withoutIds(content, ids))
    },
    /** What was published after its day was sealed takes the place of what the day's file says of it. */
    async takeLate(entries: readonly IndexEntry[], seenAt: number): Promise<void> {
      for (const [day, late] of Map.groupBy(entries, dayOf)) {
        board.put(day, withLate(board.content(day), late.map(items.ofIndex), seenAt))
        await keep(day, (content) => withLate(content, late, seenAt))
      }
    },
    /** Their time is over at the server, whose oldest days go first. */
    async removeBefore(oldest: string | undefined): Promise<void> {
      const over = oldest === undefined ? [] : board.days().filter((day) => day < oldest && board.hasFile(day))
      for (const day of over) board.removeDay(day)
      if (over.length > 0) await store.removeDays(over).catch(onTrouble)
    },
  }
}
