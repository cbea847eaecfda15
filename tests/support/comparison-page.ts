import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import { createScreen, openSite, type TestSite } from './app-page.ts'
import { startScriptedProvider } from './scripted-provider.ts'
import { sendPrompt, waitForJob } from './send-prompt.ts'

export const DESKTOP = { viewport: { width: 1440, height: 900 } } as const
export const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const

/** Models whose pictures have different shapes, and two that are none of AI. */
export const AI_MODELS = ['generic:ok-2048x2048', 'generic:ok-1536x1024', 'generic:ok-1024x1536'] as const
export const SKETCH_MODELS = ['sketch:poster', 'sketch:pixel'] as const

export interface ComparisonSite extends TestSite {
  /** A job with a picture by each model. Answers its id. */
  readonly make: (models: readonly string[]) => Promise<string>
}

/** The server with three models "Alpha", "Bravo" and "Charlie" behind a scripted provider. */
export async function openComparisonSite(): Promise<ComparisonSite> {
  const provider = await startScriptedProvider({})
  const modelAt = (prefix: string, mode: string, label: string) => ({
    [`${prefix}_BASE_URL`]: provider.baseUrl,
    [`${prefix}_MODEL_ID`]: mode,
    [`${prefix}_LABEL`]: label,
    [`${prefix}_PRICE_USD`]: '0.04',
  })
  const site = await openSite({
    ...modelAt('GENERIC', 'ok-2048x2048', 'Alpha'),
    ...modelAt('GENERIC_2', 'ok-1536x1024', 'Bravo'),
    ...modelAt('GENERIC_3', 'ok-1024x1536', 'Charlie'),
  })
  return {
    ...site,
    async make(models) {
      const { url } = site.server()
      const jobId = mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))
      await sendPrompt({ url, jobId, body: { prompt: 'a quiet harbor', models } })
      expect((await waitForJob(url, jobId)).status).toBe('completed')
      return jobId
    },
    async close() {
      await site.close()
      await provider.close()
    },
  }
}

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
