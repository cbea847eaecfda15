import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createManualAttention } from '../manual-attention.ts'
import { createManualPictures, jobOf, pathOf } from '../manual-pictures.ts'
import { hashOf } from './picture-check.ts'
import { setPictureBudget } from './picture-space.ts'
import { createPictures } from './pictures.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const MEGABYTE = 1_000_000

/** A page over a server that has every picture, of 100 bytes, until it is told otherwise. */
function openPage() {
  const device = createManualPictures()
  const attention = createManualAttention()
  const asked: string[] = []
  const network = { isFree: true, answer: (_path: string) => picture(100), mostAtOnce: 0 }
  let atOnce = 0
  const pictures = createPictures({
    ...device.tools,
    attention,
    async fetch(path) {
      asked.push(String(path))
      atOnce += 1
      network.mostAtOnce = Math.max(network.mostAtOnce, atOnce)
      await new Promise((resolve) => setTimeout(resolve, 1))
      atOnce -= 1
      return network.answer(String(path))
    },
    isFreeNetwork: () => network.isFree,
    whenIdle: async () => undefined,
  })
  return { ...device, pictures, attention, asked, network }
}

const picture = (bytes: number) =>
  new Response(new ArrayBuffer(bytes), { headers: { 'Content-Type': 'image/avif', 'Content-Length': String(bytes) } })
const imageOf = (job: number, run = 'stub-fast') => ({
  url: `${pathOf(job, 1024, run)}.webp`,
  originalUrl: pathOf(job, 'original', run),
})

describe('a job that is kept for reading without a network', () => {
  it('is there whole, large and original of each run, and pinned', async () => {
    const { pictures, kept, totals, asked } = openPage()
    expect(await pictures.keepJobOffline(jobOf(1), [imageOf(1), imageOf(1, 'stub-slow')])).toBe('kept')
    expect(await kept()).toEqual(
      [
        ...[pathOf(1, 1024), pathOf(1, 'original'), pathOf(1, 1024, 'stub-slow')],
        pathOf(1, 'original', 'stub-slow'),
      ].sort(),
    )
    expect((await totals()).pinned).toEqual({ pictures: 4, bytes: 400 })
    // What is there is not asked for again.
    await pictures.keepJobOffline(jobOf(1), [imageOf(1), imageOf(1, 'stub-slow')])
    expect(asked).toHaveLength(4)
  })

  it('is not called kept where a part of it could not be had, and is completed later', async () => {
    const { pictures, network, kept } = openPage()
    network.answer = (path) => (path.endsWith('original') ? new Response('no', { status: 503 }) : picture(100))
    expect(await pictures.keepJobOffline(jobOf(1), [imageOf(1)])).toBe('incomplete')
    network.answer = () => picture(100)
    expect(await pictures.keepJobOffline(jobOf(1), [imageOf(1)])).toBe('kept')
    expect(await kept()).toHaveLength(2)
  })

  it('takes no original whose bytes are not those that the server has told of', async () => {
    const { pictures } = openPage()
    const sha256 = await hashOf(new ArrayBuffer(100))
    expect(await pictures.keepJobOffline(jobOf(1), [{ ...imageOf(1), sha256 }])).toBe('kept')
    expect(await pictures.keepJobOffline(jobOf(2), [{ ...imageOf(2), sha256: 'another' }])).toBe('incomplete')
  })

  it('says where the device has no room', async () => {
    const { pictures, state } = openPage()
    state.roomFor = 150
    expect(await pictures.keepJobOffline(jobOf(1), [imageOf(1)])).toBe('full')
  })
})

describe('a job that is deleted', () => {
  it('leaves the device in all sizes, with its pins, and nothing else does', async () => {
    const { pictures, keep, kept, totals } = openPage()
    await pictures.pinJob(jobOf(1), 'favourite', true)
    for (const size of [320, 640, 'original'] as const) await keep(pathOf(1, size), 100)
    await keep(pathOf(2), 10)
    await pictures.dropPictures([jobOf(1), jobOf(3)])
    expect(await kept()).toEqual([pathOf(2)])
    expect(await totals()).toMatchObject({
      thumbs: { pictures: 1, bytes: 10 },
      full: { bytes: 0 },
      pinned: { bytes: 0 },
    })
    await keep(pathOf(1), 100)
    expect((await totals()).pinned.pictures).toBe(0)
  })
})

describe('thumbnails that are loaded ahead', () => {
  const urls = (count: number) => Array.from({ length: count }, (_, index) => pathOf(1, 320, `stub-${index}`))

  it('are those that are missing, four at a time, and at most 500', async () => {
    const { pictures, keep, kept, asked, network } = openPage()
    await keep(pathOf(1, 320, 'stub-7'), 100)
    await pictures.prefetchThumbs(urls(510))
    expect(await kept()).toHaveLength(500)
    expect(asked).toHaveLength(499)
    expect(network.mostAtOnce).toBe(4)
  })

  it('are left where the network is paid by the byte or nobody looks, and go on when somebody does', async () => {
    const { pictures, attention, network, asked, kept } = openPage()
    network.isFree = false
    await pictures.prefetchThumbs(urls(3))
    network.isFree = true
    attention.isShown = false
    await pictures.prefetchThumbs(urls(3))
    expect(asked).toEqual([])
    attention.isShown = true
    attention.wake()
    await expect.poll(kept).toHaveLength(3)
  })

  it('stop when the page is hidden', async () => {
    const { pictures, attention, kept } = openPage()
    const loading = pictures.prefetchThumbs(urls(100))
    await expect.poll(async () => (await kept()).length).toBeGreaterThan(5)
    attention.rest()
    await loading
    expect((await kept()).length).toBeLessThan(100)
  })

  it('take the place of no picture that is kept', async () => {
    const { pictures, tools, keep, kept, network } = openPage()
    await setPictureBudget(tools, 10 * MEGABYTE)
    await keep(pathOf(2, 1024), 8 * MEGABYTE)
    network.answer = () => picture(MEGABYTE / 10)
    await pictures.prefetchThumbs(urls(40))
    expect(await kept()).toContain(pathOf(2, 1024))
  })

  it('are given up where the server has none of them', async () => {
    const { pictures, network, asked } = openPage()
    network.answer = () => new Response('no', { status: 404 })
    await pictures.prefetchThumbs(urls(50))
    expect(asked.length).toBeLessThan(10)
  })
})
