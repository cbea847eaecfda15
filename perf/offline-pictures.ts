/**
 * Ten thousand pictures on the device, in Chromium: what it takes to keep one, to show a screen of them without a network
 * and to let them go; and whether prompts are saved among them on a device that is full. `npm run perf:pictures-offline`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { BrowserContext, Page } from 'playwright-core'
import { HEADERS } from '#contract/routes.ts'
import { readJobs } from '../tests/offline/judge.ts'
import { createScreen } from '../tests/support/app-page.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { buildApp } from '../tests/support/build-app.ts'
import { makeNoisePng } from '../tests/support/make-png.ts'
import { manyEntries, manyEntryId } from '../tests/support/many-entries.ts'
import { runServer } from '../tests/support/run-server.ts'
import { fling, search, untilDaysAreKept } from './gallery-page.ts'
import { describeMachine, summarize } from './machine.ts'
import type { PictureRig } from './picture-rig.ts'

const PICTURES = 10_000
const RUNS = 10
const BATCH = 500
const SCREEN = 40
const PROMPTS = 20
const FLINGS = 5
const REST_MS = 1500
const LIST = '**/api/gallery/list*'
/** So long Chromium's database goes by the room that there was. */
const QUOTA_MEMORY_MS = 31_000
/** A real picture of 12 KB. */
const PICTURE = makeNoisePng(64, 64).toString('base64')

declare global {
  var pictureRig: PictureRig
}

const found = new Map<string, number[]>()
const take = (what: string, ...times: number[]) => found.set(what, [...(found.get(what) ?? []), ...times])

await buildApp({ logLevel: 'error' })
const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-perf-'))
const rig = await bundleRig()
const server = await runServer({ dataFolder: join(folder, 'data'), environment: { WORKER: 'off' } })
const browser = await openBrowser()
try {
  const device = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })
  const page = await openApp(device)
  for (let from = 0; from < PICTURES; from += BATCH) take('keep one of 12 KB', ...(await keep(page, from)))
  await readGallery(device)
  await device.setOffline(true)
  for (let run = 0; run < RUNS; run += 1) {
    const paths = pathsFrom(Math.floor((PICTURES / RUNS) * run), SCREEN)
    take(`a screen of ${SCREEN} at once, offline`, await page.evaluate((all) => pictureRig.show(all), paths))
    take('note the use of 50', await page.evaluate((all) => pictureRig.touch(all), pathsFrom(run * 50, 50)))
  }
  await measureGallery(device)
  take('a look at all rows', await page.evaluate(() => pictureRig.walk()))
  for (let run = 0; run < RUNS / 2; run += 1)
    take('evict 10 MB', await page.evaluate(() => pictureRig.evict(10_000_000)))
  await saveOnFullDevice(device, page)
} finally {
  await browser.close()
  await server.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}
console.info(describeMachine())
for (const [what, times] of found) {
  const { runs, median, min, max } = summarize(times)
  console.info(`${what}: median ${median.toFixed(1)} ms of ${runs} (${min.toFixed(1)} to ${max.toFixed(1)})`)
}

async function bundleRig(): Promise<string> {
  const entry = fileURLToPath(new URL('picture-rig.ts', import.meta.url))
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', write: false })
  return outputFiles[0]?.text ?? ''
}

/** A page of the app whose worker is there, with the store at hand. */
async function openApp(device: BrowserContext): Promise<Page> {
  const page = await device.newPage()
  await page.goto('/')
  await page.getByText('Ready to use offline.').first().waitFor()
  await page.evaluate(rig)
  return page
}

function pathsFrom(first: number, amount: number): string[] {
  return Array.from({ length: amount }, (_, index) => `/images/${manyEntryId(first + index)}/sketch-poster/320`)
}

function keep(page: Page, from: number): Promise<number[]> {
  const paths = pathsFrom(from, Math.min(BATCH, PICTURES - from))
  return page.evaluate(([all, picture]) => pictureRig.keep(all, picture), [paths, PICTURE] as const)
}

/** All of the pictures are listed at once, so that the device holds their list without a hundred requests. */
async function readGallery(device: BrowserContext): Promise<void> {
  const galleries = [...manyEntries(PICTURES)]
  const answer = {
    contentType: 'application/json',
    headers: { [HEADERS.marker]: '1' },
    body: JSON.stringify({ galleries }),
  }
  await device.route(LIST, (route) => route.fulfill(answer))
  const { page } = await openGallery(device)
  const days = new Set(galleries.map(({ timestamp }) => timestamp.slice(0, 10))).size
  await untilDaysAreKept(page, days, 60_000)
  await page.close()
  await device.unroute(LIST)
}

/** The gallery of all pictures without a network: opened, flung through and searched. */
async function measureGallery(device: BrowserContext): Promise<void> {
  for (let run = 0; run < RUNS; run += 1) {
    const { page, ms } = await openGallery(device)
    take('gallery offline until 8 are decoded', ms)
    await page.close()
  }
  const { page } = await openGallery(device)
  await page.waitForTimeout(REST_MS)
  for (let run = 0; run < FLINGS; run += 1) {
    const flung = await fling(page, 1)
    take('longest task of a fling', flung.longestTaskMs)
    take('from the end of a fling until all in the window are decoded', await windowMs(page))
    await page.evaluate(() => scrollTo(0, 0))
    await page.waitForTimeout(REST_MS)
  }
  const keys = await search(page, { first: ['f', '7', 'c', '3', 'h', '9'], further: ['1', '2', '3', '4'] })
  take('first key of a search until its list is shown', ...keys.first)
  take('each further key', ...keys.further)
  take('from then until all in the window are decoded', await windowMs(page))
  await page.close()
}

/** Milliseconds until every tile in the window has its picture. */
async function windowMs(page: Page): Promise<number> {
  const startedAt = performance.now()
  await page.waitForFunction(() => {
    const tiles = [...document.querySelectorAll('[aria-label="Gallery images"] > li')].filter((tile) => {
      const { top, bottom } = tile.getBoundingClientRect()
      return bottom > 0 && top < innerHeight
    })
    const isShown = (tile: Element) => {
      const image = tile.querySelector('img')
      return image?.complete === true && image.naturalWidth > 0
    }
    return tiles.length > 0 && tiles.every(isShown)
  })
  return performance.now() - startedAt
}

/** Milliseconds from the start of the navigation. */
async function openGallery(device: BrowserContext): Promise<{ readonly page: Page; readonly ms: number }> {
  const page = await device.newPage()
  await page.goto('/gallery', { waitUntil: 'commit' })
  const ms = await page.waitForFunction(() => {
    const decoded = [...document.querySelectorAll('img')].filter((image) => image.complete && image.naturalWidth > 0)
    return decoded.length >= 8 && performance.now()
  })
  return { page, ms: Number(await ms.jsonValue()) }
}

/** Prompts that are written without a network while nothing more fits: each is on the server afterwards, once. */
async function saveOnFullDevice(device: BrowserContext, page: Page): Promise<void> {
  const devtools = await device.newCDPSession(page)
  const origin = new URL(server.url).origin
  const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin })
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage - 2_000_000 })
  await sleep(QUOTA_MEMORY_MS)
  const before = await page.evaluate(() => pictureRig.weigh())
  const screen = createScreen(page)
  const texts = Array.from({ length: PROMPTS }, (_, index) => `prompt number ${index}`)
  for (const [index, text] of texts.entries()) {
    await screen.prompt.fill(text)
    const startedAt = performance.now()
    await screen.generate.click()
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#prompt')?.value === '')
    take(index === 0 ? 'save a prompt on a full device' : 'save the next ones', performance.now() - startedAt)
  }
  const after = await page.evaluate(() => pictureRig.weigh())
  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  await device.setOffline(false)
  for (let second = 0; (await readJobs(folder)).length < PROMPTS && second < 60; second += 1) await sleep(1000)
  const arrived = (await readJobs(folder)).map(({ prompt }) => prompt)
  if (JSON.stringify(arrived) !== JSON.stringify(texts)) throw new Error(`Of the prompts there arrived: ${arrived}`)
  if (after.ledger !== after.found) throw new Error(`The ledger says ${after.ledger} bytes, there are ${after.found}.`)
  const gone = before.pictures - after.pictures
  console.info(`${PROMPTS} prompts saved on a full device, none lost; ${gone} of ${before.pictures} pictures went`)
}
