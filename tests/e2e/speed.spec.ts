import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite({ LOG_LEVEL: 'INFO' })
})
afterAll(() => site.close())

const vitalsLogged = () =>
  site
    .server()
    .output()
    .split('\n')
    .filter((line) => line.includes('"vital-measured"'))

/** A device whose visits are all drawn to tell their speed. */
async function openDrawn() {
  const device = await site.device()
  await device.addInitScript('Math.random = () => 0')
  return device
}

/** What a page is told when another one comes before it. A page that is closed may lose its last word. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
}

it('tells the speed of a visit when nobody looks any more, and where its pictures came from', async () => {
  const device = await openDrawn()
  const page = await device.newPage()
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await page.goto('/')
  await page.getByText('Ready to use offline.').first().waitFor()
  const place = (name: RegExp) => loaded.findIndex((path) => name.test(path))
  expect(place(/start-speed-/)).toBeGreaterThan(place(/\/api\/models/))
  const screen = createScreen(page)
  await screen.prompt.fill('a fox in the snow')
  await screen.generate.click()
  await expect.poll(() => screen.pictures.count(), { timeout: 30_000 }).toBe(4)
  const settings = page.getByRole('navigation')
  await settings.getByRole('link', { name: 'Settings' }).click()
  const shownFor = (name: string) => page.locator('dl > div', { hasText: name }).locator('dd').last().textContent()
  await expect.poll(() => shownFor('Largest paint')).toMatch(/^[\d,]+ ms, /)
  await expect.poll(() => shownFor('Server')).toMatch(/^[1-9]\d* pictures?, /)
  expect(await shownFor('Network edge')).toMatch(/^Nothing$/)
  expect(vitalsLogged()).toEqual([])
  await hide(page)
  await expect.poll(() => vitalsLogged().length).toBeGreaterThan(1)
  const lines = vitalsLogged().map((line) => JSON.parse(line))
  expect(lines.map(({ vital }) => vital)).toContain('LCP')
  for (const line of lines) {
    expect(line).toMatchObject({ screen: 'create', value: expect.any(Number), rating: expect.any(String) })
  }
  // The next visit finds the pictures on the device, and with the browser's memory emptied it has to.
  const devtools = await device.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto('/')
  await expect.poll(() => screen.pictures.count()).toBe(4)
  await settings.getByRole('link', { name: 'Settings' }).click()
  await expect.poll(() => shownFor('This device')).toMatch(/^[1-9]\d* pictures?, /)
  await device.close()
})

it('tells nothing without a network, nor for who has switched it off', async () => {
  const device = await openDrawn()
  const page = await device.newPage()
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/log')) sent.push(request.postData() ?? '')
  })
  await page.goto('/settings')
  await page.getByText('Ready to use offline.').first().waitFor()
  await expect.poll(() => page.locator('dl > div', { hasText: 'LCP' }).locator('dd').textContent()).toMatch(/ms/)
  await device.setOffline(true)
  await page.goto('about:blank')
  await device.setOffline(false)
  await page.goto('/settings')
  await page.getByRole('checkbox', { name: 'Send speed figures' }).uncheck()
  await expect.poll(() => page.locator('dl > div', { hasText: 'LCP' }).locator('dd').textContent()).toMatch(/ms/)
  await page.goto('about:blank')
  await page.waitForTimeout(500)
  expect(sent).toEqual([])
  await device.close()
})
