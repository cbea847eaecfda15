import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HEADERS } from '#contract/routes.ts'
import { openSite, type TestSite } from '../support/app-page.ts'
import { manyEntries } from '../support/many-entries.ts'

const AMOUNT = 5000
const ENTRIES = manyEntries(AMOUNT)

let site: TestSite
let device: BrowserContext
let page: Page
beforeAll(async () => {
  site = await openSite()
  device = await site.device()
  await device.route('**/api/gallery/list*', (route) =>
    route.fulfill({ json: { galleries: ENTRIES }, headers: { [HEADERS.marker]: '1' } }),
  )
  await device.route('**/images/**', (route) => route.abort())
  // Nor is there more about any of them: a server that does not know a job would take it out of the list.
  await device.route(/\/api\/gallery\/[0-9a-f-]{36}$/, (route) => route.abort())
})
afterAll(() => site.close())

// An address that is opened again keeps its place; each test begins with a page that has none.
beforeEach(async () => {
  page = await device.newPage()
  await page.goto('/gallery')
  // What the device has kept of it comes day by day.
  await list().locator(`li[aria-setsize="${AMOUNT}"]`).first().waitFor()
})
afterEach(() => page.close())

const list = () => page.getByRole('list', { name: 'Gallery images' })
const tiles = () => list().getByRole('listitem')
const link = (number: number) => list().getByRole('link', { name: new RegExp(`number ${number}$`) })
const focused = () => page.evaluate(() => Number(document.activeElement?.closest('li')?.getAttribute('aria-posinset')))
/** The place of the first tile that is seen below the tools. */
const firstSeen = () =>
  page.evaluate(() => {
    const items = [...document.querySelectorAll('[aria-label="Gallery images"] > li')]
    const seen = items.find((item) => item.getBoundingClientRect().top >= 60)
    return Number(seen?.getAttribute('aria-posinset'))
  })
const scrollTo = async (y: number) => {
  await page.evaluate((top) => window.scrollTo(0, top), y)
  await page.waitForTimeout(700)
}

describe('a long gallery', () => {
  it('holds only the tiles near the window, in reading order, and counts them all', async () => {
    for (const y of [0, 20_000, 90_000]) {
      await scrollTo(y)
      expect(await tiles().count()).toBeLessThan(150)
      const places = await tiles().evaluateAll((items) =>
        items.map((item) => [Number(item.getAttribute('aria-posinset')), item.getBoundingClientRect().top] as const),
      )
      const numbers = places.map(([place]) => place)
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other))
      expect(places.map(([, top]) => top)).toEqual(places.map(([, top]) => top).sort((one, other) => one - other))
      expect(await tiles().first().getAttribute('aria-setsize')).toBe(String(AMOUNT))
    }
  })

  it('passes by as named boxes when it is flung, and is whole where it rests', async () => {
    const countTiles = async (jumps: number) => {
      for (let jump = 0; jump < jumps; jump += 1) {
        scrollBy(0, 3 * innerHeight)
        await new Promise(requestAnimationFrame)
      }
      const links = [...document.querySelectorAll('[aria-label="Gallery images"] a')]
      const named = links.filter((each) => each.getAttribute('aria-label')?.includes('number'))
      return {
        all: links.length,
        boxes: named.length,
        whole: links.filter((each) => each.querySelector('span')).length,
      }
    }
    const passing = await page.evaluate(countTiles, 20)
    expect(passing.all).toBeGreaterThan(10)
    expect(passing).toEqual({ all: passing.all, boxes: passing.all, whole: 0 })
    await expect.poll(async () => (await page.evaluate(countTiles, 0)).boxes).toBe(0)
    const resting = await page.evaluate(countTiles, 0)
    expect(resting.whole).toBe(resting.all)
  })

  it('finds its place again after a picture, another screen, a reload and a way back', async () => {
    await scrollTo(40_000)
    const before = await firstSeen()
    const rowAway = (place: number) => Math.abs(place - before)
    await tiles().nth(20).getByRole('link').click()
    await page.getByRole('dialog', { name: 'Image' }).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    expect(rowAway(await firstSeen())).toBeLessThanOrEqual(8)
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await page.goBack()
    await tiles().first().waitFor()
    await expect.poll(async () => rowAway(await firstSeen())).toBeLessThanOrEqual(8)
    await page.reload()
    await tiles().first().waitFor()
    await expect.poll(async () => rowAway(await firstSeen())).toBeLessThanOrEqual(8)
    await page.waitForTimeout(700)
    await page.goto(`/g/${ENTRIES[3]?.id}`)
    await page.getByRole('dialog', { name: 'Image' }).waitFor()
    await page.goBack()
    await tiles().first().waitFor()
    await expect.poll(async () => rowAway(await firstSeen())).toBeLessThanOrEqual(8)
  })

  it('is gone through by keys, and what has the focus is seen whole', async () => {
    await link(0).focus()
    const seenWhole = async () => {
      const box = await page.locator(':focus').boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual(50)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900)
    }
    await page.keyboard.press('End')
    await expect.poll(focused).toBe(AMOUNT)
    await seenWhole()
    await page.keyboard.press('PageUp')
    await expect.poll(focused).toBeLessThan(AMOUNT - 4)
    await seenWhole()
    await page.keyboard.press('Home')
    await expect.poll(focused).toBe(1)
    await page.keyboard.press('ArrowDown')
    const below = await focused()
    expect(below).toBeGreaterThan(2)
    await page.keyboard.press('ArrowUp')
    await expect.poll(focused).toBe(1)
    await page.keyboard.press('Space')
    await page.keyboard.down('Shift')
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('PageDown')
    await page.keyboard.up('Shift')
    const end = await focused()
    const toolbar = page.getByRole('toolbar', { name: 'Selection' })
    await toolbar.getByText(`${end} selected`).waitFor()
    await page.keyboard.press('Escape')
    await toolbar.waitFor({ state: 'detached' })
  })

  it('keeps the focus while the window is elsewhere, and Tab reaches what is seen', async () => {
    await link(2).focus()
    await scrollTo(60_000)
    expect(await focused()).toBe(3)
    await page.getByRole('searchbox').focus()
    await scrollTo(80_000)
    const tabbable = list().locator('a[tabindex="0"]')
    expect(await tabbable.count()).toBe(1)
    expect((await tabbable.boundingBox())?.y).toBeGreaterThan(-400)
  })

  it('stays where it is after a press beside the tiles', async () => {
    await link(2).focus()
    await page.mouse.click(1430, 30)
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
    await scrollTo(50_000)
    expect(await page.evaluate(() => scrollY)).toBe(50_000)
  })

  it('chooses ranges with Shift in what a search has found', async () => {
    await page.getByRole('searchbox', { name: 'Search prompts' }).fill('fox cafe')
    await page.getByText(/715 of 5,000 found/).waitFor()
    await page.getByRole('button', { name: 'Select' }).click()
    await link(7).click()
    await link(35).click({ modifiers: ['Shift'] })
    await page.getByRole('toolbar', { name: 'Selection' }).getByText('5 selected').waitFor()
    expect(device.pages()).toHaveLength(1)
  })

  it('jumps to a month', async () => {
    const months = page.getByRole('combobox', { name: 'Jump to date' })
    await months.focus()
    await months.selectOption('September 2026')
    // The first job of the last hour of September.
    const expected = ENTRIES.findIndex(({ timestamp }) => timestamp.startsWith('2026-09')) + 1
    await expect.poll(firstSeen).toBeGreaterThan(expected - 8)
    expect(await firstSeen()).toBeLessThan(expected + 8)
  })
})
