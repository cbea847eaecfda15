import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type TestSite } from '../support/app-page.ts'
import { holdBack } from '../support/hold-back.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const helpOf = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const hasFocus = (page: Page, selector: string) =>
  expect.poll(() => page.evaluate((each) => document.activeElement?.matches(each), selector)).toBe(true)

/** The choice, once it shows that of this device: before, a test that takes the check away would find it gone already. */
async function choiceOf(page: Page) {
  const choice = helpOf(page).getByRole('checkbox', { name: 'Single-key shortcuts' })
  await expect.poll(() => choice.isEnabled()).toBe(true)
  return choice
}

describe('the keyboard help', () => {
  it('opens by its button, gives the focus back, and lists the key of each platform', async () => {
    for (const [platform, name] of [
      ['Linux x86_64', 'Ctrl'],
      ['MacIntel', '⌘'],
    ] as const) {
      const device = await site.device()
      await device.addInitScript(
        (value) => Object.defineProperty(navigator, 'platform', { get: () => value }),
        platform,
      )
      const page = await device.newPage()
      await page.goto('/settings')
      const button = page.getByRole('button', { name: 'Keyboard shortcuts' })
      await button.focus()
      await page.keyboard.press('Enter')
      await helpOf(page).waitFor()
      expect(await helpOf(page).locator('kbd', { hasText: name }).count()).toBe(2)
      await page.keyboard.press('Escape')
      await hasFocus(page, 'button[aria-keyshortcuts="?"]')
      await device.close()
    }
  })

  it('takes no choice before it knows the one of this device', async () => {
    const page = await (await site.device({ serviceWorkers: 'block' })).newPage()
    const { held, letThrough } = await holdBack(page, '**/assets/single-keys-*.js')
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    const choice = helpOf(page).getByRole('checkbox', { name: 'Single-key shortcuts' })
    await choice.waitFor()
    await expect.poll(() => held.length).toBeGreaterThan(0)
    expect(await choice.isDisabled()).toBe(true)
    letThrough()
    await (await choiceOf(page)).uncheck()
    await expect.poll(() => helpOf(page).getByText('Off').count()).toBeGreaterThan(3)
    await page.context().close()
  })

  it('turns single keys off, on this device for good', async () => {
    const page = await (await site.device()).newPage()
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await (await choiceOf(page)).uncheck()
    await expect.poll(() => helpOf(page).getByText('Off').count()).toBeGreaterThan(3)
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await page.reload()
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).waitFor()
    await page.waitForTimeout(500)
    for (const key of ['n', '/', '?']) await page.keyboard.press(key)
    expect(new URL(page.url()).pathname).toBe('/settings')
    expect(await helpOf(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await (await choiceOf(page)).check()
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await hasFocus(page, '#prompt')
    await page.context().close()
  })
})
