/**
 * Latency of GET /api/gallery/list and the server's memory over galleries of several sizes: the first page, the page after
 * it, and pages at random places. Takes some minutes and some gigabytes for the largest gallery.
 * `npm run perf:gallery -- --counts 0,1000,100000 --requests 500`
 */
import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { DAY_MS, dayOf, startOf } from '../lambda/src/gallery/day.ts'
import { encodeCursor } from '../lambda/src/http/gallery-cursor.ts'
import { galleryPosition } from '../lambda/src/store/keys.ts'
import { type RunningServer, runServer } from '../tests/support/run-server.ts'
import { seededRandom } from '../tests/support/seeded-random.ts'
import { describeMachine, percentile } from './machine.ts'
import { seedGallery } from './seed-gallery.ts'

const DAYS = 400
const WARM_UP = 50

const { values } = parseArgs({
  options: {
    counts: { type: 'string', default: '0,1000,100000' },
    requests: { type: 'string', default: '500' },
  },
})
const counts = values.counts.split(',').map(Number)
const requests = Number(values.requests)
const untilMs = startOf(dayOf(Date.now()))

interface Measured {
  readonly first: readonly number[]
  readonly inside: readonly number[]
  /** Megabytes of the process before, at the half and after the requests. */
  readonly memory: readonly number[]
}

async function measure(count: number): Promise<Measured> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-gallery-'))
  try {
    const startedAt = performance.now()
    if (count > 0) await seedGallery({ dataFolder, count, days: DAYS, seed: 1, untilMs })
    console.info(`${count} entries made in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
    const server = await runServer({ dataFolder, environment: { WORKER: 'off' } })
    try {
      return await measureServer(server)
    } finally {
      await server.kill('SIGTERM')
    }
  } finally {
    // Millions of names: the asynchronous one keeps them all in memory.
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function measureServer(server: RunningServer): Promise<Measured> {
  const random = seededRandom(2)
  /** A place in the gallery that need not be an entry's. */
  const anywhere = () => {
    const timeMs = Math.floor(untilMs - random() * DAYS * DAY_MS)
    return `?cursor=${encodeCursor(galleryPosition(timeMs, '00000000-0000-7000-8000-000000000000'))}`
  }
  const page = (query: string) => timed(`${server.url}/api/gallery/list${query}`)
  for (let at = 0; at < WARM_UP; at += 1) await page(at % 2 === 0 ? '' : anywhere())
  const memory = [await megabytesOf(server)]
  const first: number[] = []
  const inside: number[] = []
  for (let at = 0; at < requests; at += 1) {
    first.push(await page(''))
    inside.push(await page(anywhere()))
    if (at === Math.floor(requests / 2)) memory.push(await megabytesOf(server))
  }
  const ascending = (times: number[]) => times.sort((one, other) => one - other)
  return { first: ascending(first), inside: ascending(inside), memory: [...memory, await megabytesOf(server)] }
}

/** Milliseconds until the whole answer is there; one that is none ends the run. */
async function timed(url: string): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(url)
  const body: unknown = await response.json()
  const durationMs = performance.now() - startedAt
  v.parse(GalleryListAnswer, body)
  return durationMs
}

async function megabytesOf({ process: { pid } }: RunningServer): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024)
}

console.info(`${describeMachine()}; ${requests} requests each`)
const measured = new Map<number, Measured>()
for (const count of counts) {
  const { first, inside, memory } = await measure(count)
  measured.set(count, { first, inside, memory })
  const show = (times: readonly number[]) =>
    `p50 ${percentile(times, 50).toFixed(1)} ms, p99 ${percentile(times, 99).toFixed(1)} ms`
  console.info(`${count} entries: first page ${show(first)}; inside ${show(inside)}; ${memory.join(' -> ')} MB`)
}
const [small, large] = [measured.get(1000), measured.get(Math.max(...counts))]
if (small !== undefined && large !== undefined) {
  const ratio = (pages: 'first' | 'inside', share: number) =>
    (percentile(large[pages], share) / percentile(small[pages], share)).toFixed(2)
  const show = (pages: 'first' | 'inside') => `p50 ${ratio(pages, 50)}, p99 ${ratio(pages, 99)}`
  console.info(`largest by 1,000 entries: first page ${show('first')}; inside ${show('inside')} (target under 1.5)`)
}
