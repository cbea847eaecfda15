import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { UNDO_MS } from '#offline/gallery.ts'
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

/** Sent from this device, so that it may delete it; answers the job's id. */
async function draw(prompt: string): Promise<string> {
  const screen = createScreen(page)
  await screen.prompt.fill(prompt)
  await screen.generate.click()
  const pictures = screen.results.getByRole('img', { name: new RegExp(prompt) })
  await expect.poll(() => pictures.count(), { timeout: 20_000 }).toBe(4)
  const src = await pictures.first().getAttribute('src')
  return src?.split('/')[2] ?? ''
}

const links = (name: RegExp) => page.getByRole('list', { name: 'Gallery images' }).getByRole('link', { name })

async function deleteTile(name: RegExp): Promise<void> {
  const tile = page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem')
  await tile
    .filter({ has: page.getByRole('img', { name }) })
    .getByRole('button', { name: 'Delete' })
    .click()
  await links(name).waitFor({ state: 'detached' })
}

const statusOf = async (jobId: string) => (await fetch(`${site.server().url}/api/gallery/${jobId}`)).status
const goToGallery = () => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Gallery' }).click()

function keptOf(jobId: string): Promise<number> {
  return page.evaluate(async (id) => {
    const found = await Promise.all(['thumbs-v1', 'full-v1'].map(async (name) => (await caches.open(name)).keys()))
    return found.flat().filter(({ url }) => url.includes(id)).length
  }, jobId)
}

describe('a picture that is deleted', () => {
  it('is asked of the server when the time for undoing is over, and not when it was undone', async () => {
    const undone = await draw('a grey heron')
    const gone = await draw('a red kite')
    await goToGallery()
    await deleteTile(/grey heron/)
    await page.getByRole('region', { name: 'Notice' }).getByRole('button', { name: 'Undo' }).click()
    await links(/grey heron/).waitFor()
    await expect.poll(() => keptOf(gone)).toBeGreaterThan(0)
    await deleteTile(/red kite/)
    // The pointer leaves the notice: whoever is at it can still undo.
    await page.mouse.move(0, 0)
    await sleep(UNDO_MS - 2000)
    expect(await statusOf(gone)).toBe(200)
    await expect.poll(() => statusOf(gone)).toBe(404)
    expect(await statusOf(undone)).toBe(200)
    await expect.poll(() => keptOf(gone)).toBe(0)
  })

  it('is gone from the device at once without a network, also after a reload, and from the server with the next one', async () => {
    const jobId = await draw('a blue tit')
    await goToGallery()
    await links(/blue tit/).waitFor()
    await device.setOffline(true)
    await deleteTile(/blue tit/)
    await page.reload()
    await page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem').first().waitFor()
    expect(await links(/blue tit/).count()).toBe(0)
    expect(await statusOf(jobId)).toBe(200)
    await device.setOffline(false)
    await expect.poll(() => statusOf(jobId), { timeout: 20_000 }).toBe(404)
    await page.reload()
    await page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem').first().waitFor()
    expect(await links(/blue tit/).count()).toBe(0)
  })

  it('goes by the service worker where the page is closed before the time for undoing is over', async () => {
    const jobId = await draw('a white swan')
    await goToGallery()
    await deleteTile(/white swan/)
    await page.close()
    expect(await statusOf(jobId)).toBe(200)
    await expect.poll(() => statusOf(jobId), { timeout: 30_000 }).toBe(404)
  })
})
