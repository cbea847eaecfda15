import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const SCHEMES = ['light', 'dark'] as const
const SIZES = [
  { width: 320, height: 640 },
  { width: 360, height: 780 },
  { width: 1440, height: 900 },
] as const

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

describe.each(SCHEMES)('in a %s scheme', (colorScheme) => {
  it.each(SIZES)('every screen is accessible and fits at $width x $height', async (viewport) => {
    const device = await site.device({ colorScheme, viewport, reducedMotion: 'reduce' })
    const page = await device.newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await expectAccessible(page)
    await screen.prompt.fill('x'.repeat(1204))
    await screen.generate.click()
    await expectAccessible(page)
    await screen.prompt.fill('hills and a river')
    await page.getByRole('button', { name: 'Improve prompt' }).click()
    await page.getByRole('button', { name: 'Use improved' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Use improved' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await expectAccessible(page)
    await screen.generate.click()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
    await expectAccessible(page)
    // Of the whole device: the service worker would send in the page's place.
    await device.route('**/api/generate', (route) => route.abort())
    for (const text of ['a fox', 'a hen']) {
      await screen.prompt.fill(text)
      await screen.generate.click()
      await expect.poll(() => screen.prompt.inputValue()).toBe('')
    }
    await screen.results
      .getByRole('heading', { name: /Waiting for network/ })
      .first()
      .waitFor()
    await expectAccessible(page)
    await page.getByRole('navigation').getByRole('link', { name: 'Outbox' }).click()
    const items = page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
    await expect.poll(() => items.count()).toBe(2)
    await expectAccessible(page)
    await items.last().getByRole('button', { name: 'Edit' }).click()
    await items.first().getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await expectAccessible(page)
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Remove cached pictures' }).waitFor()
    await expectAccessible(page)
    await page.goto('/gallery')
    const tile = page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem').first()
    await tile.waitFor()
    await expectAccessible(page)
    await tile.getByRole('link').focus()
    await expectAccessible(page)
    await page.keyboard.press('Space')
    await page.getByRole('toolbar', { name: 'Selection' }).getByText('1 selected').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill('no such words')
    await page.getByText("No prompt contains 'no such words'.").waitFor()
    await expectAccessible(page)
    await page.getByRole('searchbox').press('Escape')
    await tile.getByRole('link').click()
    const dialog = page.getByRole('dialog', { name: 'Image' })
    await dialog.getByRole('button', { name: 'Keep offline' }).waitFor()
    await expectAccessible(page)
    await device.route('**/api/gallery/list*', (route) => route.fulfill({ status: 503, body: 'proxy' }))
    await page.goto('/gallery')
    await page.getByText('The gallery could not be loaded.').waitFor({ timeout: 20_000 })
    await expectAccessible(page)
    await page.goto('/nowhere')
    await page.getByText('Page not found').waitFor()
    await expectAccessible(page)
    await device.close()
  })
})

describe('layout', () => {
  it('does not shift while pictures arrive', async () => {
    const device = await site.device()
    const page = await device.newPage()
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (
            'value' in entry &&
            typeof entry.value === 'number' &&
            !('hadRecentInput' in entry && entry.hadRecentInput)
          )
            shifts.push(entry.value)
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await screen.prompt.fill('boats')
    await screen.generate.click()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
    await page.waitForTimeout(500)
    const total = await page.evaluate(() => {
      const { shifts } = window as unknown as { shifts: number[] } // put there by the init script above
      return shifts.reduce((sum, shift) => sum + shift, 0)
    })
    expect(total).toBeLessThan(0.01)
    await device.close()
  })
})
