import { createDatabase } from '#offline/database.ts'
import { createGalleryBoard } from '#offline/gallery-board.ts'
import { createGalleryStore } from '#offline/gallery-store.ts'
import { keepGallery } from '#offline/keep-gallery.ts'
import { createEntrySearch } from '#offline/search-entries.ts'
import { manyDays } from './many-entries.ts'

/* What perf/search-speed.ts measures in a page: the index from IndexedDB, and a search over it. */

interface Plan {
  readonly entries: number
  readonly days: number
  readonly queries: readonly string[]
  readonly rounds: number
}

const store = createGalleryStore(createDatabase())

async function fillDevice(plan: Plan): Promise<void> {
  for (const { day, entries } of manyDays(plan)) await store.changeDay(day, () => ({ file: entries, listed: [] }))
}

const board = createGalleryBoard()

async function readDevice(): Promise<string> {
  const keeper = keepGallery({ store, board, dropPictures: async () => undefined, onTrouble: console.error })
  const begunAt = performance.now()
  let firstDayMs = 0
  await keeper.load(() => {
    firstDayMs ||= performance.now() - begunAt
  })
  const readMs = performance.now() - begunAt
  return `${board.items().length} entries read in ${readMs.toFixed(0)} ms, the newest day after ${firstDayMs.toFixed(0)} ms`
}

/** Milliseconds that each key of each query took. */
function searchDevice({ queries, rounds }: Plan): readonly number[] {
  return Array.from({ length: rounds }, () => queries)
    .flat()
    .flatMap((query) => {
      const search = createEntrySearch()
      return Array.from({ length: query.length }, (_, index) => {
        const pressedAt = performance.now()
        search(board.items(), { text: query.slice(0, index + 1) })
        return performance.now() - pressedAt
      })
    })
}

Object.assign(globalThis, { fillDevice, readDevice, searchDevice })
