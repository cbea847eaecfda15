/**
 * A search over a hundred thousand prompts, key by key: by Node, and in Chromium with all that a device does before it,
 * reading the index from IndexedDB. `npm run perf:search`
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import * as v from 'valibot'
import { createGalleryBoard } from '#offline/gallery-board.ts'
import { createItemMaker } from '#offline/gallery-item.ts'
import { createEntrySearch } from '#offline/search-entries.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { describeMachine, summarize } from './machine.ts'
import { manyDays } from './many-entries.ts'

const SIZE = { entries: 100_000, days: 300 }
const ROUNDS = 5
const QUERIES = ['lighthouse fox', 'a red sky at night', 'café crème', 'zzz', 'snow mountain dusk']

/** Milliseconds of this thread's own work: what else the machine does is no part of a search. */
function ownTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function describe(times: readonly number[]): string {
  const { runs, median, min, max } = summarize(times)
  return `median ${median.toFixed(1)} ms of ${runs} (${min.toFixed(1)} to ${max.toFixed(1)})`
}

function fill(board: ReturnType<typeof createGalleryBoard>): readonly number[] {
  const { ofIndex } = createItemMaker()
  return [...manyDays(SIZE)].map(({ day, entries }) => {
    const begunAt = ownTime()
    board.put(day, { file: entries.map(ofIndex), listed: [] })
    board.items()
    return ownTime() - begunAt
  })
}

function searchByNode(): void {
  const board = createGalleryBoard()
  console.info(`a day more in the index of ${SIZE.entries}: ${describe(fill(board))}`)
  const [first, further]: [number[], number[]] = [[], []]
  for (const query of Array.from({ length: ROUNDS }, () => QUERIES).flat()) {
    const search = createEntrySearch()
    for (let length = 1; length <= query.length; length += 1) {
      const begunAt = ownTime()
      search(board.items(), { text: query.slice(0, length) })
      ;(length === 1 ? first : further).push(ownTime() - begunAt)
    }
  }
  console.info(`first key of a search: ${describe(first)}`)
  console.info(`each further key: ${describe(further)}`)
}

const Trace = v.object({
  traceEvents: v.array(
    v.object({
      ...{ name: v.string(), pid: v.number(), tid: v.number(), tdur: v.optional(v.number()) },
      args: v.looseObject({ name: v.optional(v.unknown()) }),
    }),
  ),
})

/** By the time that the page's thread worked, in milliseconds: other work of the machine does not count. */
function longestTaskMs(trace: Buffer): number {
  const { traceEvents } = v.parse(Trace, JSON.parse(trace.toString()))
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const pages = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`))
  const tasks = traceEvents.filter(({ pid, tid }) => pages.has(`${pid} ${tid}`))
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0)
}

async function readInBrowser(): Promise<void> {
  const page = fileURLToPath(new URL('search-speed-page.ts', import.meta.url))
  const bundled = await build({ entryPoints: [page], bundle: true, write: false, format: 'esm', target: 'es2023' })
  const script = bundled.outputFiles[0]?.text ?? ''
  const server = createServer((request, answer) => {
    const isScript = request.url === '/page.js'
    answer.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    answer.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo // a TCP server's
  const browser = await openBrowser()
  try {
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${port}/`)
    const size = JSON.stringify({ ...SIZE, queries: QUERIES, rounds: ROUNDS })
    await tab.evaluate(`window.fillDevice(${size})`)
    // As after a start: nothing is in memory.
    await tab.reload()
    await browser.startTracing(tab, { categories: ['toplevel'] })
    console.info(`in Chromium: ${await tab.evaluate('window.readDevice()')}`)
    const longestMs = longestTaskMs(await browser.stopTracing())
    console.info(`the longest task of the page meanwhile: ${longestMs.toFixed(0)} ms of its own work`)
    const keys = v.parse(v.array(v.number()), await tab.evaluate(`window.searchDevice(${size})`))
    console.info(`a key of a search there: ${describe(keys)}, whatever else the machine does included`)
  } finally {
    await browser.close()
    server.close()
  }
}

console.info(describeMachine())
searchByNode()
await readInBrowser()
