import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** Nothing reaches out of the window to the side: 320 px are the least that WCAG 1.4.10 asks for. */
async function expectFits(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(overflow, `${where} is wider than the window`).toBeLessThanOrEqual(0)
}

async function follow(page: Page, link: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link }).click()
  await page.getByRole('heading', { level: 1, name: link }).waitFor()
}

const tilesOf = (page: Page) => page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem')

/** 320 px are a desktop of 1,280 at 400 %, 640 are one at 200 %. Each press has to reach its control. */
describe.each([
  ['320 px', { width: 320, height: 640 }, true],
  ['200 % zoom', { width: 640, height: 400 }, false],
])('in a window of %s', (_name, viewport, hasTouch) => {
  let page: Page
  beforeAll(async () => {
    const device = await site.device({ viewport, hasTouch, reducedMotion: 'reduce', serviceWorkers: 'block' })
    page = await device.newPage()
    await page.goto('/')
  })
  afterAll(() => page.context().close())

  it('a prompt is written, improved and sent, and its pictures are compared', async () => {
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await expectFits(page, 'Create')
    await screen.prompt.fill(`a red fox in a birch forest, ${viewport.width}`)
    await page.getByRole('button', { name: 'Improve prompt' }).click()
    await page.getByRole('button', { name: 'Use improved' }).waitFor()
    await expectFits(page, 'the improved prompt')
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByRole('button', { name: 'Templates' }).click()
    await page
      .getByRole('region', { name: 'Templates' })
      .getByRole('button', { name: 'Use template' })
      .first()
      .waitFor()
    await expectFits(page, 'the templates')
    await page.keyboard.press('Escape')
    await screen.generate.click()
    await expect.poll(() => screen.pictures.count(), { timeout: 30_000 }).toBe(4)
    await expectFits(page, 'the results')
    await screen.results.getByRole('button', { name: 'Compare' }).click()
    const comparison = page.getByRole('dialog', { name: 'Comparison' })
    await comparison.getByRole('img').first().waitFor()
    await expectFits(page, 'the comparison')
    await comparison.getByRole('button', { name: 'Close' }).click()
    await comparison.waitFor({ state: 'detached' })
  })

  it('a picture is found, opened, marked, and chosen with others', async () => {
    await follow(page, 'Gallery')
    await tilesOf(page).first().waitFor()
    await page.getByRole('searchbox').fill(String(viewport.width))
    await page.getByText(/^1 of/).waitFor()
    await expectFits(page, 'the search')
    await tilesOf(page).first().getByRole('link').click()
    const image = page.getByRole('dialog', { name: 'Image' })
    await image.getByRole('button', { name: 'Favourite' }).click()
    await expect.poll(() => image.getByRole('button', { name: 'Favourite' }).getAttribute('aria-pressed')).toBe('true')
    await expectFits(page, 'one picture')
    await image.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('checkbox', { name: 'Favourites only' }).check()
    await page.getByRole('button', { name: 'Select' }).click()
    await tilesOf(page).first().getByRole('link').click()
    await page.getByRole('toolbar', { name: 'Selection' }).getByText('1 selected').waitFor()
    await expectFits(page, 'the selection')
  })

  it('a prompt waits without a network, is changed and removed', async () => {
    await follow(page, 'Create')
    const screen = createScreen(page)
    await page.route('**/api/generate', (route) => route.abort())
    await screen.prompt.fill('a hen')
    await screen.generate.click()
    await expect.poll(() => screen.prompt.inputValue()).toBe('')
    await follow(page, 'Outbox')
    const item = page.getByRole('list', { name: 'Outbox' }).getByRole('listitem').first()
    await item.getByRole('button', { name: 'Edit' }).click()
    await item.getByRole('textbox').fill('a hen in the snow')
    await expectFits(page, 'the prompt that is changed')
    await item.getByRole('button', { name: 'Save' }).click()
    await item.getByText('a hen in the snow').waitFor()
    await expectFits(page, 'Outbox')
    await item.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText(/^Nothing is waiting/).waitFor()
  })

  it('the settings are read to their end and changed', async () => {
    await follow(page, 'Settings')
    await page.getByRole('radio', { name: 'Dark' }).check()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
    await page.getByText('Sketch: 4 of 4 on').click()
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expectFits(page, 'the keyboard shortcuts')
    await help.getByRole('button', { name: 'Close' }).click()
    await expectFits(page, 'Settings')
  })
})
