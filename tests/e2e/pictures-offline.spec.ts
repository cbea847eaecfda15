import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

let device: BrowserContext
let page: Page
beforeEach(async () => {
  device = await site.device()
  page = await device.newPage()
  await page.goto('/')
  await page.getByText('Ready to use offline.').first().waitFor()
})
afterEach(() => device.close())

/** One job of four sketches, shown, with every format made. Answers the folder of the first picture. */
async function draw(prompt: string): Promise<string> {
  const screen = createScreen(page)
  await screen.prompt.fill(prompt)
  await screen.generate.click()
  await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
  const src = await screen.pictures.first().getAttribute('src')
  await expect.poll(() => keptUrls(), { timeout: 15_000 }).toHaveLength(4)
  return src?.replace(/\/[^/]+$/, '') ?? ''
}

/** Paths in a cache, or in both. */
function keptUrls(names = ['thumbs-v1', 'full-v1']): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const found = await Promise.all(wanted.map(async (name) => (await caches.open(name)).keys()))
    return found.flat().map(({ url }) => new URL(url).pathname)
  }, names)
}

/** What the page's own row of the database says. */
function readLedger(url: string): Promise<Record<string, unknown> | undefined> {
  return page.evaluate(async (key) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('pixel-prompt')
      request.onsuccess = () => resolve(request.result)
    })
    const row = await new Promise<Record<string, unknown> | undefined>((resolve) => {
      const request = database.transaction('pictures').objectStore('pictures').get(key)
      request.onsuccess = () => resolve(request.result)
    })
    database.close()
    return row
  }, url)
}

/** An image element at an address: how it ends, and after how many milliseconds. */
function loadImage(src: string): Promise<{ end: string; ms: number }> {
  return page.evaluate(async (address) => {
    const startedAt = performance.now()
    const image = new Image()
    const end = await new Promise<string>((resolve) => {
      image.onload = () => resolve('shown')
      image.onerror = () => resolve('failed')
      image.src = address
    })
    return { end, ms: performance.now() - startedAt }
  }, src)
}

describe('pictures that were shown', () => {
  it('are booked with their bytes, their job and their hash, under one address for all formats', async () => {
    const folder = await draw('a boat on a lake')
    const [url = ''] = (await keptUrls()).filter((path) => path.startsWith(folder))
    expect(url).toMatch(/\/(320|640|1024)$/)
    await expect.poll(async () => (await readLedger(url))?.status).toBe('ready')
    const row = await readLedger(url)
    const bytes = await page.evaluate(async (path) => (await (await caches.match(path))?.blob())?.size, url)
    expect(row).toMatchObject({ bytes, jobId: folder.split('/')[2] })
    expect(row?.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('are there offline in another size; one that is not there fails at once and says so', async () => {
    const folder = await draw('a tower')
    await page.waitForTimeout(3000) // the AVIFs
    await device.setOffline(true)
    expect((await loadImage(`${folder}/original?other=size`)).end).toBe('shown')
    const { end, ms } = await loadImage('/images/0193e0b0-1234-7000-8000-000000000001/sketch-pixel/320')
    expect(end).toBe('failed')
    expect(ms).toBeLessThan(1000)
  })

  it('are no answers that were not pictures, whatever they call themselves', async () => {
    const address = (run: string) => `/images/0193e0b0-1234-7000-8000-000000000001/${run}/320`
    const bad: Record<string, { status: number; contentType: string; body: string }> = {
      page: { status: 200, contentType: 'image/avif', body: '<!doctype html><title>Sign in</title>' },
      html: { status: 200, contentType: 'text/html', body: '<p>Sign in</p>' },
      part: { status: 206, contentType: 'image/png', body: 'half of it' },
      missing: { status: 404, contentType: 'image/png', body: 'no' },
      refused: { status: 403, contentType: 'image/png', body: 'no' },
      broken: { status: 500, contentType: 'image/png', body: 'no' },
      empty: { status: 200, contentType: 'image/png', body: '' },
    }
    await device.route('**/images/**', (route) =>
      route.fulfill(bad[route.request().url().split('/').at(-2) ?? ''] ?? {}),
    )
    for (const run of Object.keys(bad)) expect((await loadImage(address(run))).end).toBe('failed')
    await page.waitForTimeout(500)
    expect(await keptUrls()).toEqual([])
  })

  it('are loaded again where their bytes have changed on the disk', async () => {
    const folder = await draw('a bridge')
    const [url = ''] = (await keptUrls()).filter((path) => path.startsWith(folder))
    await expect.poll(async () => (await readLedger(url))?.status).toBe('ready')
    await page.evaluate(
      async (path) => {
        const wrong = new Response('something else', { headers: { 'Content-Type': 'image/avif' } })
        await (await caches.open('full-v1')).put(path, wrong.clone())
        await (await caches.open('thumbs-v1')).delete(path)
      },
      url.replace(/\/\d+$/, '/1024'),
    )
    const full = url.replace(/\/\d+$/, '/1024')
    // One picture in a hundred is looked at: asked for as often as it takes, it is found.
    const sizeOf = (path: string) =>
      page.evaluate(async (address) => {
        for (let time = 0; time < 400; time += 1) await (await fetch(address)).arrayBuffer()
        return (await (await caches.match(address))?.blob())?.size ?? 0
      }, path)
    await expect.poll(() => sizeOf(full), { timeout: 30_000 }).toBeGreaterThan(1000)
  })
})

describe('the gallery without a network', () => {
  it('says of what was never loaded that it is not on this device, and loads it when the network is back', async () => {
    await draw('a windmill')
    const other = await site.device()
    const gallery = await other.newPage()
    await other.route('**/images/**', (route) => route.abort())
    await gallery.goto('/gallery')
    await gallery.getByText('This picture could not be loaded.').first().waitFor()
    await expect.poll(() => gallery.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    // Now that the worker is there, the list is kept too.
    await gallery.goto('/gallery')
    await gallery.getByText('This picture could not be loaded.').first().waitFor()
    await other.unroute('**/images/**')
    await other.setOffline(true)
    await gallery.goto('/gallery')
    await gallery.getByText('Not on this device').first().waitFor({ timeout: 5000 })
    expect(await gallery.getByText('This picture could not be loaded.').count()).toBe(0)
    await other.setOffline(false)
    await expect.poll(() => gallery.locator('img[data-state="shown"]').count()).toBeGreaterThan(0)
    await expect.poll(() => gallery.getByText('Not on this device').count()).toBe(0)
    await other.close()
  })
})

/** So long Chromium's database goes by the room that there was. */
const QUOTA_MEMORY_MS = 31_000

describe('a device without room', () => {
  /** From here on nothing more can be written. Answers how to end that. */
  async function fill(): Promise<() => Promise<unknown>> {
    const devtools = await device.newCDPSession(page)
    const { origin } = new URL(page.url())
    const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin })
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage - 500_000 })
    return () => devtools.send('Storage.overrideQuotaForOrigin', { origin })
  }

  it('shows new pictures, keeps none, and says so once', async () => {
    const folder = await draw('a lighthouse')
    const kept = await keptUrls()
    const free = await fill()
    const notice = page.getByRole('region', { name: 'Notice' })
    const others = [320, 640, 1024].map((width) => `${folder}/${width}`).filter((url) => !kept.includes(url))
    for (const url of others) expect((await loadImage(url)).end).toBe('shown')
    await notice.getByText('Storage is full. New pictures are shown, and not kept on this device.').waitFor()
    expect((await keptUrls()).toSorted()).toEqual(kept.toSorted())
    await free()
  })

  it('saves a prompt in the place of pictures, and of no more of them than it takes', async () => {
    const body = Buffer.alloc(3_000_000, 7)
    await device.route('**/0193e0b0-*/**', (route) => route.fulfill({ contentType: 'image/png', body }))
    for (let run = 1; run <= 6; run += 1) {
      // It is no picture that could be shown, but its answer is one that is kept.
      await loadImage(`/images/0193e0b0-1234-7000-8000-000000000001/sketch-${run}/1024`)
    }
    await expect.poll(() => keptUrls()).toHaveLength(6)
    const free = await fill()
    await page.waitForTimeout(QUOTA_MEMORY_MS)
    const screen = createScreen(page)
    await screen.prompt.fill('a lighthouse')
    await screen.generate.click()
    await expect.poll(() => screen.prompt.inputValue(), { timeout: 30_000 }).toBe('')
    const left = await keptUrls(['full-v1'])
    expect(left.filter((url) => url.includes('/0193e0b0-'))).toHaveLength(3)
    await free()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
  })
})
