import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
let page: Page
beforeAll(async () => {
  site = await openSite()
  const device = await site.device({ reducedMotion: 'reduce', serviceWorkers: 'block' })
  page = await device.newPage()
})
afterAll(() => site.close())

interface Focus {
  readonly name: string
  /** How far it stands out, in pixels; 0 where it cannot be told from the rest. */
  readonly outline: number
  readonly isInWindow: boolean
}

function focus(): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : undefined
    const name = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? ''
    // The ring of a box may stand around the frame that it fills.
    const rings = [element, element.parentElement, element.parentElement?.parentElement].map((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each ?? element)
      return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth)
    })
    const { top, left, bottom, right } = element.getBoundingClientRect()
    // Something of it is to be seen: the window ends, and bars that stay in place lie above what passes below them.
    const columns = [0.1, 0.5, 0.9].map((share) => left + (right - left) * share)
    const rowsOf = (x: number) => [0.1, 0.5, 0.9].map((share) => [x, top + (bottom - top) * share] as const)
    const isInWindow = columns.flatMap(rowsOf).some(([x, y]) => {
      const found = document.elementFromPoint(x, y)
      return (
        found !== null &&
        (element.contains(found) || found.contains(element) || found.closest('label')?.control === element)
      )
    })
    return { name: name.trim(), outline: Math.max(...rings), isInWindow }
  })
}

const MOST_STEPS = 60

/** Goes on with Tab to a control; at each step the focus has to be seen. */
async function tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key)
    const now = await focus()
    passed.push(now.name)
    // The end of the page leads through the browser's own controls.
    const isBody = await page.evaluate(() => document.activeElement === document.body)
    if (!isBody) expect(now.isInWindow, `"${now.name}" is in the window`).toBe(true)
    if (!isBody) expect(now.outline, `the focus on "${now.name}"`).toBeGreaterThanOrEqual(2)
    if (!isBody && (typeof name === 'string' ? now.name === name : name.test(now.name))) return
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(' | ')}`)
}

async function follow(link: string): Promise<void> {
  await tabTo(link, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: link }).waitFor()
}

const expectFocus = (name: string | RegExp) => expect.poll(async () => (await focus()).name).toMatch(name)
const dialog = (name: string) => page.getByRole('dialog', { name })

describe('without a pointer', () => {
  it('a prompt becomes pictures, which are compared', async () => {
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await tabTo('Prompt')
    await page.keyboard.type('a fox in a birch forest')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => screen.pictures.count(), { timeout: 30_000 }).toBe(4)
    await expectFocus(/^Prompt$/)
    await tabTo('Compare')
    await page.keyboard.press('Enter')
    await dialog('Comparison').waitFor()
    await page.keyboard.press('+')
    await tabTo('Fit')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await dialog('Comparison').waitFor({ state: 'hidden' })
    await expectFocus(/^Compare$/)
  })

  it('a picture of the gallery is opened, made a favourite, and closed', async () => {
    await follow('Gallery')
    await page.keyboard.press('/')
    await expectFocus(/^Search prompts$/)
    await tabTo(/a fox in a birch forest/)
    await page.keyboard.press('Enter')
    await dialog('Image').waitFor()
    await tabTo('Favourite')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => dialog('Image').getByRole('button', { name: 'Favourite' }).getAttribute('aria-pressed'))
      .toBe('true')
    const place = dialog('Image').getByText(/^\d of 4$/)
    const before = await place.textContent()
    // Which model was done last, and is seen first, differs from time to time.
    await page.keyboard.press(before === '1 of 4' ? 'ArrowRight' : 'ArrowLeft')
    await expect.poll(() => place.textContent()).not.toBe(before)
    await page.keyboard.press('Escape')
    await dialog('Image').waitFor({ state: 'hidden' })
    await expectFocus(/a fox in a birch forest/)
  })

  it('pictures are selected and saved as a zip', async () => {
    await page.keyboard.press('Space')
    await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
    await page.route('**/images/**', (route) => route.abort())
    await tabTo('Save as zip', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await dialog('Save as zip').getByRole('alert').waitFor({ timeout: 20_000 })
    await tabTo('Close')
    await page.keyboard.press('Enter')
    await dialog('Save as zip').waitFor({ state: 'hidden' })
    await expectFocus(/^Save as zip/)
    await page.unroute('**/images/**')
    await page.keyboard.press('Escape')
    await page.getByRole('toolbar', { name: 'Selection' }).waitFor({ state: 'hidden' })
    await expectFocus(/^Select$/)
  })

  it('waiting prompts are changed and put into another order', async () => {
    await page.context().route('**/api/generate', (route) => route.abort())
    await page.keyboard.press('n')
    await expectFocus(/^Prompt$/)
    for (const text of ['a hen', 'a cow']) {
      await page.keyboard.type(text)
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => createScreen(page).prompt.inputValue()).toBe('')
    }
    await follow('Outbox')
    const items = page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
    await items.nth(1).waitFor()
    await tabTo('Edit')
    await page.keyboard.press('Enter')
    await expectFocus(/^Waiting text$/)
    await page.keyboard.type(' on a fence')
    await page.keyboard.press('Control+Enter')
    await items.getByText('a hen on a fence').waitFor()
    await expectFocus(/^Edit$/)
    await tabTo('Move down')
    await page.keyboard.press('Enter')
    await items.last().getByText('a hen on a fence').waitFor()
    await expectFocus(/^Move down$/)
    await tabTo('Cancel', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => items.count()).toBe(1)
    await expectFocus(/^Outbox$/)
  })

  it('settings are reached, and their dialog gives the focus back', async () => {
    await follow('Settings')
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).waitFor()
    await tabTo('Keyboard shortcuts')
    await page.keyboard.press('Enter')
    await dialog('Keyboard shortcuts').waitFor()
    await tabTo('Single-key shortcuts')
    await page.keyboard.press('Escape')
    await expectFocus(/^Keyboard shortcuts$/)
  })
})
