/**
 * What the pictures of a gallery cost a phone: those that it loads for 24 tiles, against the originals of the same 24, which a
 * gallery without variants would show. Sketches in their own size. `npm run perf:gallery-bytes`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { originalPath } from '#contract/image-variants.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { setup as buildApp } from '../tests/support/built-app.ts'
import { runServer } from '../tests/support/run-server.ts'
import { describeMachine } from './machine.ts'
import { seedGallery } from './seed-gallery.ts'

const PICTURES = 24
const PHONE = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const DAY_MS = 86_400_000
const ADDRESS = /^\/images\/([^/]+)\/([^/]+)\/(.+)$/

interface LoadedPicture {
  readonly jobId: string
  readonly run: string
  readonly size: string
  readonly format: string
  readonly bytes: number
}

await buildApp()
const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-perf-'))
// Older than the time in which a picture may still lack its last format.
await seedGallery({ dataFolder, count: 3 * PICTURES, days: 30, seed: 1, untilMs: Date.now() - DAY_MS, shrink: 1 })
const server = await runServer({ dataFolder, environment: { WORKER: 'off' } })
const browser = await openBrowser()
try {
  const page = await browser.newPage({ ...PHONE, baseURL: server.url })
  const shown = [...(await loadPictures(page)).values()].slice(0, PICTURES)
  const originals = await Promise.all(shown.map(({ jobId, run }) => weigh(originalPath(jobId, run))))
  console.info(describeMachine())
  console.info(`a tile is ${await widthOfTile(page)} CSS pixels wide at ${PHONE.deviceScaleFactor} pixels each`)
  const formats = new Map<string, number[]>()
  for (const { format, size, bytes } of shown) {
    const kind = `${format} ${size}`
    formats.set(kind, [...(formats.get(kind) ?? []), bytes])
  }
  for (const [kind, sizes] of formats) console.info(`${sizes.length} of ${kind}: ${kilobytes(sizes)}`)
  const [loaded, full] = [sum(shown.map(({ bytes }) => bytes)), sum(originals)]
  console.info(`${PICTURES} pictures: ${kilobytes([loaded])}; their originals: ${kilobytes([full])}`)
  console.info(`the originals are ${(full / loaded).toFixed(0)} times as many bytes`)
} finally {
  await browser.close()
  await server.kill('SIGTERM')
  await rm(dataFolder, { recursive: true, force: true })
}

/** Scrolls until the gallery has loaded as many pictures as are wanted; the largest of each counts. */
async function loadPictures(page: Page): Promise<ReadonlyMap<string, LoadedPicture>> {
  const loaded = new Map<string, LoadedPicture>()
  const reading: Promise<void>[] = []
  page.on('response', (response) => {
    const [, jobId, run, size] = ADDRESS.exec(new URL(response.url()).pathname) ?? []
    if (jobId === undefined || run === undefined || size === undefined) return
    const read = response.body().then((body) => {
      const format = response.headers()['content-type'] ?? 'unknown'
      const before = loaded.get(`${jobId}/${run}`)
      if (before !== undefined && before.bytes > body.length) return
      loaded.set(`${jobId}/${run}`, { jobId, run, size, format, bytes: body.length })
    })
    reading.push(read)
  })
  await page.goto('/gallery')
  for (let screens = 0; loaded.size < PICTURES && screens < 40; screens += 1) {
    await page.waitForTimeout(1000)
    await Promise.all(reading)
    await page.evaluate(() => scrollBy(0, innerHeight / 2))
  }
  if (loaded.size < PICTURES) throw new Error(`The gallery loaded only ${loaded.size} pictures.`)
  return loaded
}

async function weigh(path: string): Promise<number> {
  const response = await fetch(new URL(path, server.url))
  if (!response.ok) throw new Error(`${path} was answered ${response.status}.`)
  return (await response.arrayBuffer()).byteLength
}

function widthOfTile(page: Page): Promise<number> {
  return page.evaluate(() => Math.round(document.querySelector('main img')?.getBoundingClientRect().width ?? 0))
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}

function kilobytes(sizes: readonly number[]): string {
  return `${(sum(sizes) / 1000).toFixed(0)} kB`
}
