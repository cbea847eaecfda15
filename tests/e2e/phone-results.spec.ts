import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'
import { holdBack } from '../support/hold-back.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }

async function openPhone(options: Parameters<TestSite['device']>[0] = {}): Promise<Page> {
  const page = await (await site.device({ ...PHONE, ...options })).newPage()
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const isOwn = 'hadRecentInput' in entry && entry.hadRecentInput
        if ('value' in entry && typeof entry.value === 'number' && !isOwn) shifts.push(entry.value)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto('/')
  await createScreen(page).models.getByRole('checkbox').first().waitFor()
  return page
}

/** From the upper edge of the window to a job's heading, and to the box, below which nothing is seen. */
async function places(page: Page, prompt: string) {
  const job = createScreen(page).results.getByRole('listitem').filter({ hasText: prompt })
  return {
    job: await job.evaluate((element) => element.getBoundingClientRect().top),
    box: await createScreen(page).prompt.evaluate((element) => element.getBoundingClientRect().top),
  }
}

const isNearTop = (top: number) => top >= 0 && top < 140

describe('on a phone, after Generate', () => {
  it('the new pictures come into view, the focus stays in the box, and nothing shifts', async () => {
    const page = await openPhone()
    const screen = createScreen(page)
    for (const prompt of ['a red boat on a lake', 'a fox in the snow']) {
      await screen.prompt.fill(prompt)
      await screen.generate.tap()
      await expect.poll(async () => isNearTop((await places(page, prompt)).job)).toBe(true)
      expect(await screen.prompt.evaluate((element) => element === document.activeElement)).toBe(true)
      // Two rows of pictures are higher than the room: the first of them is seen whole.
      const picture = screen.results.getByRole('img', { name: new RegExp(prompt) }).first()
      await picture.waitFor({ timeout: 20_000 })
      const { box } = await places(page, prompt)
      expect(await picture.evaluate((element) => element.getBoundingClientRect().bottom)).toBeLessThan(box + 200)
    }
    const shifted = await page.evaluate(() => {
      const { shifts } = window as unknown as { shifts: number[] } // put there by the init script above
      return shifts.reduce((sum, shift) => sum + shift, 0)
    })
    expect(shifted).toBeLessThan(0.01)
    await page.context().close()
  })

  it('whoever writes on before the list is there is not moved', async () => {
    const { page, screen, held, letThrough } = await sendWithout('shared')
    // The one that follows the prompt waits for its place in the list.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/bring-')),
    )
    await page.waitForTimeout(200)
    await page.keyboard.type('the next')
    expect(held.length).toBeGreaterThan(0)
    expect(await screen.results.getByRole('listitem').count()).toBe(0)
    letThrough()
    await screen.results.getByRole('listitem').first().waitFor()
    await expectUnmoved(page)
  })

  it('whoever writes on before that which follows the prompt is there is not moved', async () => {
    const { page, screen, held, letThrough } = await sendWithout('bring-into-view')
    await screen.results.getByRole('listitem').first().waitFor()
    await page.keyboard.type('the next')
    expect(held.length).toBeGreaterThan(0)
    letThrough()
    await expectUnmoved(page)
  })
})

/** Sends a prompt while one file of the build comes late, as over a slow network and not from a worker. */
async function sendWithout(file: string) {
  const page = await openPhone({ reducedMotion: 'reduce', serviceWorkers: 'block' })
  const screen = createScreen(page)
  const { held, letThrough } = await holdBack(page, `**/assets/${file}-*.js`)
  await screen.prompt.fill('hills and a river')
  await screen.generate.tap()
  await expect.poll(() => screen.prompt.inputValue()).toBe('')
  return { page, screen, held, letThrough }
}

async function expectUnmoved(page: Page): Promise<void> {
  await page.waitForTimeout(700)
  expect(await page.evaluate(() => scrollY)).toBe(0)
  expect(await createScreen(page).prompt.inputValue()).toBe('the next')
  await page.context().close()
}
