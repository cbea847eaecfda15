import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** A first visit that has brought the whole app to the device. */
async function visit(path = '/'): Promise<{ device: BrowserContext; page: Page }> {
  const device = await site.device()
  const page = await device.newPage()
  await page.goto(path)
  await page.getByText('Ready to use offline.').first().waitFor()
  return { device, page }
}

describe('the app without a network', () => {
  it('opens at every address after one visit, and says itself what is none', async () => {
    const { device, page } = await visit()
    await device.setOffline(true)
    for (const [path, heading] of [
      ['/', 'Create'],
      ['/gallery', 'Gallery'],
      ['/outbox', 'Outbox'],
      ['/settings', 'Settings'],
      ['/j/0193e0b0-1234-7000-8000-000000000001', 'Create'],
      ['/nowhere', 'Page not found'],
    ] as const) {
      await page.goto(path)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    }
    await device.close()
  })

  it('paints before any request is answered', async () => {
    const { device, page } = await visit()
    // Nothing of the API is ever answered.
    await device.route('**/api/**', () => undefined)
    await page.goto('/')
    await createScreen(page).prompt.waitFor()
    await createScreen(page).prompt.fill('a fox')
    await device.close()
  })

  it('is called ready only when all of it is there', async () => {
    const device = await site.device()
    const release = Promise.withResolvers<void>()
    await device.route('**/assets/draw-sketch*', async (route) => {
      await release.promise
      await route.continue()
    })
    const page = await device.newPage()
    await page.goto('/')
    await createScreen(page).models.getByRole('checkbox').first().waitFor()
    await page.waitForTimeout(1500)
    expect(await page.getByText('Ready to use offline.').count()).toBe(0)
    release.resolve()
    await page.getByText('Ready to use offline.').first().waitFor()
    await device.close()
  })

  it('shows the pictures that it has shown before', async () => {
    const { device, page } = await visit()
    const screen = createScreen(page)
    await screen.prompt.fill('a boat on a lake')
    await screen.generate.click()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
    // All formats stand by now, so that the status names other addresses than those that were shown.
    await page.waitForTimeout(3000)
    await page.waitForLoadState('networkidle')
    await device.setOffline(true)
    await page.goto('/')
    await expect.poll(() => screen.pictures.count()).toBe(4)
    const areDrawn = () =>
      screen.pictures.evaluateAll((images) => {
        return images.every((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0)
      })
    await expect.poll(areDrawn).toBe(true)
    await device.close()
  })

  it('keeps prompts, over a reload and a closed window, and sends them in order by itself', async () => {
    const { device, page } = await visit()
    await device.setOffline(true)
    const screen = createScreen(page)
    for (const text of ['one', 'two', 'three']) {
      await screen.prompt.fill(text)
      await screen.generate.click()
      await expect.poll(() => screen.prompt.inputValue()).toBe('')
    }
    await page.close()
    const again = await device.newPage()
    await again.goto('/outbox')
    const items = again.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
    await expect.poll(() => items.count()).toBe(3)
    expect(await items.first().textContent()).toContain('Waiting for network')
    expect(await again.title()).toMatch(/^\(3\) /)
    const accepted: string[] = []
    device.on('request', (request) => {
      if (request.url().endsWith('/api/generate')) accepted.push(String(request.postDataJSON().prompt))
    })
    await device.setOffline(false)
    await again.getByText('Nothing is waiting.').waitFor()
    expect(accepted).toEqual(['one', 'two', 'three'])
    await device.close()
  })

  it('tells what it keeps, lets pictures go, and puts everything into one file', async () => {
    const { device, page } = await visit()
    const screen = createScreen(page)
    await screen.prompt.fill('a windmill')
    await screen.generate.click()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
    await page.waitForLoadState('networkidle')
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByText(/^Ready to use offline\. Version \w+\.$/).waitFor()
    await page.getByText('Large pictures (4)').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export everything' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^pixel-prompt-\d{4}-\d\d-\d\d\.jsonl$/)
    await page.getByRole('button', { name: 'Remove cached pictures' }).click()
    await page.getByText('Nothing of 250 MB for pictures').waitFor()
    const other = await site.device()
    const there = await other.newPage()
    await there.goto('/settings')
    await there.getByRole('button', { name: 'Import' }).waitFor()
    await there.locator('input[type=file]').setInputFiles(await download.path())
    await there.getByText('Taken in: 1 prompt, 1 job, 4 pictures.').first().waitFor()
    await there.goto('/')
    await createScreen(there).results.getByRole('heading', { name: '4 of 4 images' }).waitFor()
    await Promise.all([device.close(), other.close()])
  })
})
