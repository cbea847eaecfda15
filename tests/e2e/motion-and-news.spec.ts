import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'
import { type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider.ts'

let provider: ScriptedProvider
let site: TestSite
beforeAll(async () => {
  provider = await startScriptedProvider({})
  site = await openSite({
    GENERIC_BASE_URL: provider.baseUrl,
    GENERIC_MODEL_ID: 'fails',
    GENERIC_LABEL: 'Fails',
  })
})
afterAll(async () => {
  await site.close()
  await provider.close()
})

const LABELS = ['Poster', 'Watercolour', 'Linework', 'Fails']

async function openCreate(reducedMotion: 'reduce' | 'no-preference'): Promise<Page> {
  const page = await (await site.device({ reducedMotion })).newPage()
  await page.goto('/')
  const { models } = createScreen(page)
  await models.getByRole('checkbox').first().waitFor()
  for (const box of await models.getByRole('checkbox').all()) {
    const label = await box.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '') // a checkbox is one
    await box.setChecked(LABELS.some((each) => label.startsWith(each)))
  }
  return page
}

/** Notes every sentence that a live region comes to hold, and how urgently it is said. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const regions = '[role=status], [role=alert], [aria-live]'
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(regions)
        const text = region?.textContent?.trim() ?? ''
        if (region === null || region === undefined || text === '') continue
        const how = region.getAttribute('role') ?? region.getAttribute('aria-live')
        said.push(`${how}: ${text}`)
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true })
  })
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said) // put there by listen

describe('what happens to a prompt', () => {
  it('is said once, politely, for each model and for the whole', async () => {
    const page = await openCreate('reduce')
    await listen(page)
    const { prompt, generate, cell } = createScreen(page)
    await prompt.fill('a lighthouse at dusk')
    await generate.click()
    await cell('Fails').getByRole('button', { name: 'Retry' }).waitFor({ timeout: 30_000 })
    await expect.poll(() => createScreen(page).pictures.count(), { timeout: 30_000 }).toBe(3)
    await expect.poll(async () => (await heard(page)).some((each) => each.includes('Done.'))).toBe(true)
    await page.waitForTimeout(1000)
    const said = (await heard(page)).filter((each) => /Sent\.|is ready\.|failed|Done\./.test(each))
    expect(said).toEqual([...new Set(said)])
    expect(said.every((each) => each.startsWith('status: '))).toBe(true)
    expect(said.filter((each) => each.includes('Done.'))).toEqual(['status: Done. 3 of 4 images, 1 failed.'])
    await page.context().close()
  })
})

describe('with less motion', () => {
  it('nothing is animated while pictures come, and in what opens over them', async () => {
    const page = await openCreate('reduce')
    await page.evaluate(() => {
      const seen: string[] = []
      Object.assign(window, { said: seen })
      const look = () => {
        // What ends within its first frame is not seen to move.
        for (const each of document.getAnimations()) {
          const { duration = 0 } = each.effect?.getComputedTiming() ?? {}
          if (Number(duration) > 0) seen.push(`${each.constructor.name} of ${duration} ms`)
        }
        requestAnimationFrame(look)
      }
      look()
    })
    const { prompt, generate, pictures, results } = createScreen(page)
    await prompt.fill('boats')
    await generate.click()
    await expect.poll(() => pictures.count(), { timeout: 30_000 }).toBe(3)
    await results.getByRole('button', { name: 'Compare' }).click()
    const dialog = page.getByRole('dialog', { name: 'Comparison' })
    await dialog.getByRole('img').first().waitFor()
    for (const key of ['+', '-', '2', '2']) await page.keyboard.press(key)
    await page.waitForTimeout(300)
    expect([...new Set(await heard(page))]).toEqual([])
    await page.context().close()
  })
})
