/** The gallery with 100,000 entries: flung through on a processor four times slower, searched, and opened again. `npm run perf:fling` */
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { dayOf, startOf } from '../lambda/src/gallery/day.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { setup as buildApp } from '../tests/support/built-app.ts'
import { runServer } from '../tests/support/run-server.ts'
import { type Fling, fling, search, tilesOf, untilDaysAreKept } from './gallery-page.ts'
import { describeMachine, summarize } from './machine.ts'
import { seedGallery } from './seed-gallery.ts'

const AMOUNT = 100_000
const DAYS = 400
const SLOWER = 4
const MOST_MS = 100
const MOST_TILES = 150
/** What a window of the usual size shows at least. */
const FIRST_TILES = 8
const VISITS = 7
const FLINGS = 5
const REST_MS = 1500
const WARM_MS = 1000
const KEY_MS = 50
/** Words of the seeded prompts begin with these. */
const KEYS = { first: ['f', 'w', 'c', 'h', 'b', 'v', 'm'], further: ['s', 't', 'a', 'r'] }
/** A device reads all day files once. */
const READ_LIMIT_MS = 300_000

interface Measured {
  readonly flings: readonly Fling[]
  readonly keys: Awaited<ReturnType<typeof search>>
  readonly visits: readonly number[]
}

await buildApp()
const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-fling-'))
try {
  report(await measure())
} finally {
  // Millions of names: the asynchronous one keeps them all in memory.
  rmSync(dataFolder, { recursive: true, force: true })
}

async function measure(): Promise<Measured> {
  const untilMs = startOf(dayOf(Date.now()))
  const sealed = await seedGallery({ dataFolder, count: AMOUNT, days: DAYS, seed: 1, untilMs })
  const server = await runServer({ dataFolder, environment: { WORKER: 'off' } })
  const browser = await openBrowser()
  try {
    const device = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })
    await readAllDays(device, sealed.days)
    const page = await device.newPage()
    await page.goto('/gallery')
    await tilesOf(page).nth(FIRST_TILES).waitFor()
    await waitUntilStill(page)
    const flings: Fling[] = []
    for (let run = 0; run < FLINGS; run += 1) {
      flings.push(await fling(page, SLOWER))
      await page.evaluate(() => scrollTo(0, 0))
      await page.waitForTimeout(REST_MS)
    }
    const keys = await search(page, KEYS)
    await page.close()
    const visits: number[] = []
    for (let visit = 0; visit < VISITS; visit += 1) visits.push(await openAgain(device))
    return { flings, keys, visits }
  } finally {
    await browser.close()
    await server.kill('SIGTERM')
  }
}

/** The first visit of a device, which takes the file of each day in. */
async function readAllDays(device: BrowserContext, days: number): Promise<void> {
  const page = await device.newPage()
  await page.goto('/gallery')
  await tilesOf(page).nth(FIRST_TILES).waitFor()
  await untilDaysAreKept(page, days, READ_LIMIT_MS)
  await page.close()
}

/** Until all that the device has is laid out: the list has not grown for two seconds. */
async function waitUntilStill(visit: Page): Promise<void> {
  const heightOf = () => visit.locator('[aria-label="Gallery images"]').evaluate(({ clientHeight }) => clientHeight)
  for (let [stillFor, last] = [0, -1]; stillFor < 4; ) {
    await visit.waitForTimeout(500)
    const height = await heightOf()
    stillFor = height === last ? stillFor + 1 : 0
    last = height
  }
}

/** Milliseconds from the start of a later visit until its first tiles stand, with their colors and names. */
async function openAgain(device: BrowserContext): Promise<number> {
  const visit = await device.newPage()
  await visit.goto('/gallery', { waitUntil: 'commit' })
  const shown = await visit.waitForFunction((amount) => {
    const tiles = document.querySelectorAll('[aria-label="Gallery images"] > li')
    return tiles.length >= amount && performance.now()
  }, FIRST_TILES)
  const ms = Number(await shown.jsonValue())
  await visit.waitForTimeout(3000)
  await visit.close()
  return ms
}

function report({ flings, keys, visits }: Measured): void {
  const valuesOf = (name: keyof Fling) => flings.map((each) => each[name])
  console.info(describeMachine())
  console.info(`${AMOUNT} entries, ${flings[0]?.way} px flung through at ${SLOWER} times slow-down`)
  const judgements = [
    judge('tiles in the page at most', valuesOf('mostTiles'), MOST_TILES, ''),
    judge('longest task of a fling, time of the processor', valuesOf('longestTaskMs'), MOST_MS, 'ms'),
    judge('first key of a search until its list is shown', keys.first, KEY_MS, 'ms'),
    judge('each further key', keys.further, KEY_MS, 'ms'),
    judge(`opened again, until ${FIRST_TILES} tiles stand`, visits, WARM_MS, 'ms'),
  ]
  console.info(`the longest task by the clock: ${valuesOf('longestByClockMs').map(Math.round).join(', ')} ms`)
  console.info(`longest collection of garbage: ${valuesOf('longestCollectionMs').map(Math.round).join(', ')} ms`)
  if (judgements.includes('missed')) process.exitCode = 1
}

/** Says a median with its target and spread, and whether it holds. */
function judge(what: string, values: readonly number[], target: number, unit: string): 'held' | 'missed' {
  const { runs, median, min, max } = summarize(values)
  const verdict = median < target ? 'held' : 'missed'
  const spread = runs > 1 ? `, median of ${runs} (${min.toFixed(0)} to ${max.toFixed(0)})` : ''
  console.info(`${what}: ${median.toFixed(0)} ${unit}${spread}; target under ${target}: ${verdict}`)
  return verdict
}
