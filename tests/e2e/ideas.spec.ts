import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

async function send(page: Page, prompt: string): Promise<void> {
  const screen = createScreen(page)
  await screen.prompt.fill(prompt)
  await screen.generate.click()
  await expect.poll(() => screen.prompt.inputValue()).toBe('')
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

/** Counts what a page makes of Web Audio. */
async function countSounds(page: Page): Promise<() => Promise<{ contexts: number; tones: number }>> {
  await page.addInitScript(() => {
    const counted = { contexts: 0, tones: 0 }
    Object.assign(window, { counted })
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function counting(when) {
      counted.tones += 1
      return start.call(this, when)
    }
    window.AudioContext = class extends AudioContext {
      constructor() {
        super()
        counted.contexts += 1
      }
    }
  })
  return () =>
    page.evaluate(() => {
      const { counted } = window as unknown as { counted: { contexts: number; tones: number } } // of the init script
      return counted
    })
}

describe('ideas for a prompt', () => {
  it('are there without a network, on a phone, with names for everything', async () => {
    const device = await site.device({ viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' })
    const page = await device.newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await page.getByText('Ready to use offline.').first().waitFor({ timeout: 30_000 })
    await send(page, 'a red boat')
    await send(page, 'a fox in the snow')
    await device.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: 'Prompt history' }).click()
    const history = page.getByRole('region', { name: 'Prompt history' })
    await expect.poll(() => history.getByRole('listitem').count()).toBe(2)
    await expectNoViolations(page)
    await history.getByRole('searchbox').fill('boat')
    await history.getByRole('button', { name: 'Use this prompt' }).click()
    expect(await screen.prompt.inputValue()).toBe('a red boat')
    expect(await screen.prompt.evaluate((element) => element === document.activeElement)).toBe(true)

    await screen.prompt.fill('')
    await screen.prompt.press('ArrowUp')
    await expect.poll(() => screen.prompt.inputValue()).toBe('a fox in the snow')
    await screen.prompt.press('ArrowUp')
    expect(await screen.prompt.inputValue()).toBe('a red boat')
    await screen.prompt.press('ArrowDown')
    await screen.prompt.press('ArrowDown')
    expect(await screen.prompt.inputValue()).toBe('')

    await page.getByRole('button', { name: 'Inspire me' }).click()
    await expect.poll(async () => (await screen.prompt.inputValue()).length).toBeGreaterThan(39)
    await page.getByRole('button', { name: 'Templates' }).click()
    const templates = page.getByRole('region', { name: 'Templates' })
    await templates.getByRole('button', { name: 'Use template' }).first().click()
    await expectNoViolations(page)
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Templates')
    await device.close()
  })

  it('make sounds only where somebody has asked for them', async () => {
    const device = await site.device()
    const page = await device.newPage()
    const sounds = await countSounds(page)
    const parts: string[] = []
    page.on('request', (request) => parts.push(new URL(request.url()).pathname))
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await send(page, 'hills')
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
    expect(await sounds()).toEqual({ contexts: 0, tones: 0 })
    expect(parts.filter((path) => path.includes('/sounds-'))).toEqual([])

    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('checkbox', { name: 'Play sounds' }).check()
    await expect.poll(async () => (await sounds()).tones).toBe(3)
    await page.getByRole('navigation').getByRole('link', { name: 'Create' }).click()
    await send(page, 'a lake')
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(8)
    await expect.poll(async () => (await sounds()).tones).toBeGreaterThanOrEqual(6)
    expect((await sounds()).contexts).toBe(1)

    await page.reload()
    await page.goto('/settings')
    const choice = page.getByRole('checkbox', { name: 'Play sounds' })
    await expect.poll(() => choice.isChecked()).toBe(true)
    await choice.uncheck()
    const before = await sounds()
    await page.getByRole('navigation').getByRole('link', { name: 'Create' }).click()
    await send(page, 'a castle')
    await expect.poll(() => screen.results.getByRole('img', { name: /castle/ }).count(), { timeout: 20_000 }).toBe(4)
    expect((await sounds()).tones).toBe(before.tones)
    await device.close()
  })
})
