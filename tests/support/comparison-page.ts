import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createScreen } from './app-page.ts'

/** Opens the comparison of a job's pictures, by its button, and waits for them. */
export async function openComparison(page: Page, jobId: string): Promise<Locator> {
  await page.goto(`/j/${jobId}`)
  await createScreen(page).results.getByRole('button', { name: 'Compare' }).click()
  const dialog = page.getByRole('dialog', { name: 'Comparison' })
  await dialog.getByRole('img').first().waitFor()
  await expect.poll(() => shownPictures(dialog)).toBe(await dialog.getByRole('img').count())
  return dialog
}

export function shownPictures(dialog: Locator): Promise<number> {
  return dialog
    .getByRole('img')
    .evaluateAll(
      (images) => images.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 0).length,
    )
}

/** What each frame does to its picture, once it has come to rest. */
export async function transforms(dialog: Locator): Promise<readonly string[]> {
  await expect.poll(() => dialog.evaluate((element) => element.getAnimations({ subtree: true }).length)).toBe(0)
  return dialog
    .locator('[data-frame] > img')
    .evaluateAll((layers) => layers.map((layer) => getComputedStyle(layer).transform))
}

export const FIT_TRANSFORM = 'matrix(1, 0, 0, 1, 0, 0)'
export async function expectOneView(dialog: Locator): Promise<string> {
  const all = await transforms(dialog)
  expect(all.length).toBeGreaterThan(1)
  expect(new Set(all).size).toBe(1)
  return all[0] ?? ''
}

/** Which part of a picture is at a place of the window, as shares of its width and height. */
export async function partAt(picture: Locator, x: number, y: number): Promise<readonly [number, number]> {
  const box = await boxOf(picture)
  return [(x - box.x) / box.width, (y - box.y) / box.height]
}

export async function boxOf(element: Locator) {
  const box = await element.boundingBox()
  if (box === null) throw new Error('The element is not shown.')
  return box
}

/** Moves fingers over the screen as a hand does. */
export async function touch(
  page: Page,
  paths: readonly { readonly from: [number, number]; readonly to: [number, number] }[],
) {
  const client = await page.context().newCDPSession(page)
  const STEPS = 8
  const pointsAt = (step: number) =>
    paths.map(({ from, to }, id) => ({
      id,
      x: from[0] + ((to[0] - from[0]) * step) / STEPS,
      y: from[1] + ((to[1] - from[1]) * step) / STEPS,
    }))
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: pointsAt(0) })
  for (let step = 1; step <= STEPS; step += 1) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: pointsAt(step) })
    await page.waitForTimeout(16)
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await client.detach()
}

/** No violation that axe finds, and nothing to scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  const overflow = await page.evaluate(() => {
    const elements = [document.documentElement, ...document.querySelectorAll('dialog')]
    return Math.max(...elements.map((element) => element.scrollWidth - element.clientWidth))
  })
  expect(overflow).toBeLessThanOrEqual(0)
}
