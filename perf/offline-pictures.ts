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
import { createFileStore } from '../lambda/src/store/file-store.ts'
import { galleryKey } from '../lambda/src/store/keys.ts'
import { readJobs } from '../tests/offline/judge.ts'
import { createScreen } from '../tests/support/app-page.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { buildApp } from '../tests/support/build-app.ts'
import { makeNoisePng } from '../tests/support/make-png.ts'
import { runServer } from '../tests/support/run-server.ts'
import { describeMachine, summarize } from './machine.ts'
import type { PictureRig } from './picture-rig.ts'

const PICTURES = 10_000
const RUNS = 10
const BATCH = 500
const SCREEN = 40
const PROMPTS = 20
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
    take('gallery offline until 8 are decoded', await openGallery(device))
    take('note the use of 50', await page.evaluate((all) => pictureRig.touch(all), pathsFrom(run * 50, 50)))
  }
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
  return Array.from({ length: amount }, (_, index) => `/images/${jobOf(first + index)}/sketch-poster/320`)
}

function jobOf(index: number): string {
  return `0193e0b0-1234-7000-8000-${index.toString(16).padStart(12, '0')}`
}

function keep(page: Page, from: number): Promise<number[]> {
  const paths = pathsFrom(from, Math.min(BATCH, PICTURES - from))
  return page.evaluate(([all, picture]) => pictureRig.keep(all, picture), [paths, PICTURE] as const)
}

/** Fifty of the pictures are listed by the server: their list is on the device once it was seen. */
async function readGallery(device: BrowserContext): Promise<void> {
  const store = createFileStore({ folder: join(folder, 'data/objects') })
  for (let index = 0; index < 50; index += 1) {
    const made = { createdAtMs: Date.UTC(2026, 9, 24) - index * 60_000, jobId: jobOf(index), run: 'sketch-poster' }
    const key = galleryKey({ ...made, width: 1024, height: 1024, thumbhash: '3OcRJYB4d3h_iIeHeEh3eIhw-j2w' })
    await store.put(key, new Uint8Array(), { contentType: 'text/plain' })
  }
  await openGallery(device)
}

/** Milliseconds from the start of the navigation. */
async function openGallery(device: BrowserContext): Promise<number> {
  const page = await device.newPage()
  await page.goto('/gallery', { waitUntil: 'commit' })
  const ms = await page.waitForFunction(() => {
    const decoded = [...document.querySelectorAll('img')].filter((image) => image.complete && image.naturalWidth > 0)
    return decoded.length >= 8 && performance.now()
  })
  const value = await ms.jsonValue()
  await page.close()
  return Number(value)
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
