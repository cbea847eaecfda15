/** The gallery with 100,000 entries: flung through on a processor four times slower, searched, and opened again. `npm run perf:fling` */
import type { Page } from 'playwright-core'
import type { GalleryListAnswer } from '#contract/gallery.ts'
import { HEADERS } from '#contract/routes.ts'
import { openSite } from '../tests/support/app-page.ts'
import { setup as buildApp } from '../tests/support/built-app.ts'
import { manyEntries } from '../tests/support/many-entries.ts'
import { type Fling, fling, search } from './gallery-page.ts'
import { describeMachine, summarize } from './machine.ts'

const AMOUNT = 100_000
const SLOWER = 4
const MOST_MS = 100
const MOST_TILES = 150
/** What a window of the usual size shows at least. */
const FIRST_TILES = 8
const VISITS = 7
const FLINGS = 5
const REST_MS = 1500
const PAGE = 100
const LIST = '**/api/gallery/list*'
const WARM_MS = 1000
const KEY_MS = 50
/** Somewhat less than a hundred thousand tiles take in a window of the usual size. */
const WHOLE_PX = 7_300_000
const PIXEL = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
)
await buildApp()
const site = await openSite()
const device = await site.device()
const entries = manyEntries(AMOUNT)
// The first visit is told of all at once, so that the device holds them without thousands of requests.
await answerList({ galleries: [...entries] })
await device.route('**/images/**', (route) => route.fulfill({ contentType: 'image/jpeg', body: PIXEL }))
const first = await device.newPage()
await first.goto('/gallery')
await first.getByRole('list', { name: 'Gallery images' }).waitFor({ timeout: 60_000 })
await waitUntilKept(first)
await first.close()
// Later visits get what a server gives: a page of the newest.
await answerList({ galleries: entries.slice(0, PAGE), nextCursor: 'older' })

const page = await device.newPage()
await page.goto('/gallery')
await page.waitForFunction(isListWhole, WHOLE_PX, { timeout: 60_000 })
await page.waitForTimeout(REST_MS)

async function answerList(answer: GalleryListAnswer): Promise<void> {
  const body = JSON.stringify(answer)
  const headers = { [HEADERS.marker]: '1' }
  await device.unroute(LIST)
  await device.route(LIST, (route) => route.fulfill({ contentType: 'application/json', headers, body }))
}

const flings: Fling[] = []
for (let run = 0; run < FLINGS; run += 1) {
  flings.push(await fling(page, SLOWER))
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForTimeout(REST_MS)
}
const keys = await search(page)

/** Waits until the device holds all: what was told is written day by day. */
async function waitUntilKept(visit: Page): Promise<void> {
  const days = new Set(entries.map(({ timestamp }) => timestamp.slice(0, 10))).size
  for (let kept = 0; kept < days; kept = await visit.evaluate(countDays)) await visit.waitForTimeout(500)
}

/** Whether everything that the device holds is laid out. */
function isListWhole(least: number): boolean {
  return (document.querySelector('[aria-label="Gallery images"]')?.clientHeight ?? 0) > least
}

async function countDays(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('pixel-prompt')
    request.onsuccess = () => resolve(request.result)
  })
  const amount = await new Promise<number>((resolve) => {
    const request = database.transaction('days').objectStore('days').count()
    request.onsuccess = () => resolve(request.result)
  })
  database.close()
  return amount
}

/** Milliseconds from the start of a later visit until its first tiles stand, with their colors and names. */
async function openAgain(): Promise<number> {
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
await page.close()
const visits: number[] = []
for (let visit = 0; visit < VISITS; visit += 1) visits.push(await openAgain())
await site.close()

console.info(describeMachine())
console.info(`${AMOUNT} entries, ${flings[0]?.way} px flung through at ${SLOWER} times slow-down`)
const judgements = [
  judge('tiles in the page at most', valuesOf('mostTiles'), MOST_TILES, ''),
  judge('longest task of a fling, time of the processor', valuesOf('longestTaskMs'), MOST_MS, 'ms'),
  judge('first key of a search until its list is shown', keys.first, KEY_MS, 'ms'),
  judge('each further key', keys.further, KEY_MS, 'ms'),
  judge(`opened again, until ${FIRST_TILES} tiles stand`, visits, WARM_MS, 'ms'),
]
console.info(`the same by the clock: ${valuesOf('longestByClockMs').map(Math.round).join(', ')} ms`)
console.info(`longest collection of garbage: ${valuesOf('longestCollectionMs').map(Math.round).join(', ')} ms`)
if (judgements.includes('missed')) process.exitCode = 1

function valuesOf(name: keyof Fling): number[] {
  return flings.map((each) => each[name])
}

/** Says a median with its target and spread, and whether it holds. */
function judge(what: string, values: readonly number[], target: number, unit: string): 'held' | 'missed' {
  const { runs, median, min, max } = summarize(values)
  const verdict = median < target ? 'held' : 'missed'
  const spread = runs > 1 ? `, median of ${runs} (${min.toFixed(0)} to ${max.toFixed(0)})` : ''
  console.info(`${what}: ${median.toFixed(0)} ${unit}${spread}; target under ${target}: ${verdict}`)
  return verdict
}
