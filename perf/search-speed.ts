/** A search over a hundred thousand prompts, key by key, and what the index costs in memory. `npm run perf:search` */
import type { IndexEntry } from '#contract/gallery-index.ts'
import { mintJobId } from '#contract/ids.ts'
import { createGalleryBoard } from '#offline/gallery-board.ts'
import { createItemMaker } from '#offline/gallery-item.ts'
import { createEntrySearch } from '#offline/search-entries.ts'
import { seededRandom } from '../tests/support/seeded-random.ts'
import { describeMachine, summarize } from './machine.ts'

const ENTRIES = 100_000
const DAYS = 300
const DAY_MS = 86_400_000
const QUERIES = ['lighthouse fox', 'a red sky at night', 'café crème', 'zzz', 'snow mountain dusk']
const WORDS =
  'a the red blue fox lighthouse mountain snow sky night city rain garden robot portrait watercolor dusk river café crème über cat old woman market neon forest dragon glass ocean light'.split(
    ' ',
  )

const random = seededRandom(7)
const pick = () => WORDS[Math.floor(random() * WORDS.length)] ?? ''

function bytes(into: Uint8Array<ArrayBuffer>): void {
  for (let index = 0; index < into.length; index += 1) into[index] = Math.floor(random() * 256)
}

/** Milliseconds of this thread's own work: what else the machine does is no part of a search. */
function ownTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function entryAt(at: number): IndexEntry {
  const prompt = Array.from({ length: 6 + Math.floor(random() * 24) }, pick).join(' ')
  const preview = { run: 'sketch-ink', width: 1024, height: 1024, thumbhash: `1QcSHQRnh493V4dIh4eXh1h${pick()}` }
  const models = ['sketch:ink', 'sketch:poster']
  return { id: mintJobId(at, bytes), timestamp: new Date(at).toISOString(), prompt, models, imageCount: 2, preview }
}

function fill(board: ReturnType<typeof createGalleryBoard>): number[] {
  const times: number[] = []
  const { ofIndex } = createItemMaker()
  for (let day = 0; day < DAYS; day += 1) {
    const start = Date.parse('2026-11-25T00:00:00Z') - day * DAY_MS
    const count = ENTRIES / DAYS
    const entries = Array.from({ length: count }, (_, place) =>
      entryAt(start + Math.floor(DAY_MS * (1 - place / count)) - 1),
    )
    const text = JSON.stringify(entries)
    const begunAt = ownTime()
    const file = (JSON.parse(text) as IndexEntry[]).map(ofIndex) // written two lines above
    board.put(new Date(start).toISOString().slice(0, 10), { file, listed: [] })
    board.items()
    times.push(ownTime() - begunAt)
  }
  return times
}

function describe(times: readonly number[]): string {
  const { runs, median, min, max } = summarize(times)
  return `median ${median.toFixed(1)} ms of ${runs} (${min.toFixed(1)} to ${max.toFixed(1)})`
}

console.info(describeMachine())
const before = process.memoryUsage().heapUsed
const board = createGalleryBoard()
console.info(`a day more in the board of ${ENTRIES.toLocaleString('en')}: ${describe(fill(board))}`)
globalThis.gc?.()
const held = (process.memoryUsage().heapUsed - before) / 2 ** 20
if (globalThis.gc !== undefined) console.info(`the index in memory: ${held.toFixed(0)} MiB`)

const items = board.items()
const first: number[] = []
const keys: number[] = []
for (let round = 0; round < 5; round += 1) {
  for (const query of QUERIES) {
    const search = createEntrySearch()
    for (let length = 1; length <= query.length; length += 1) {
      const begunAt = ownTime()
      search(items, { text: query.slice(0, length) })
      const isFirst = length === 1
      ;(isFirst ? first : keys).push(ownTime() - begunAt)
    }
  }
}
console.info(`the first key, which prepares the texts: ${describe(first)}`)
console.info(`each further key: ${describe(keys)}`)
