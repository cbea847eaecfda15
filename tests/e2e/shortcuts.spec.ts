import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROMPT_KEYS, RECALL_KEYS } from '#ui/keys/first-keys.ts'
import * as later from '#ui/keys/later-keys.ts'
import { createScreen } from '../support/app-page.ts'
import {
  AI_MODELS,
  type ComparisonSite,
  openComparison,
  openComparisonSite,
  transforms,
} from '../support/comparison-page.ts'

let site: ComparisonSite
let ofThree: string
let ofSix: string
/** Several rows of tiles, more than one window of them. */
const WINDOW = { width: 700, height: 500 }
const JOBS = 12
const SKETCHES = ['sketch:poster', 'sketch:pixel', 'sketch:linework']

beforeAll(async () => {
  site = await openComparisonSite()
  await Promise.all(Array.from({ length: JOBS - 1 }, () => site.make(['sketch:poster'])))
  ofSix = await site.make([...AI_MODELS, ...SKETCHES])
  ofThree = await site.make(AI_MODELS)
})
afterAll(() => site.close())

interface Check {
  readonly before?: (chord: string) => unknown
  readonly seen: (chord: string) => unknown
}

/** Presses every key of every action; what each of them does is seen by its check. */
async function pressAll<Action extends string>(
  page: Page,
  keys: Readonly<Record<Action, readonly string[]>>,
  checks: Readonly<Record<Action, Check>>,
): Promise<void> {
  for (const action in keys) {
    for (const chord of keys[action]) {
      await checks[action].before?.(chord)
      await page.keyboard.press(chord.replace('Mod', 'Control').replace(/ $/, 'Space'))
      await checks[action].seen(chord)
    }
  }
}

async function openPage(path: string): Promise<Page> {
  const device = await site.device({ viewport: WINDOW, reducedMotion: 'reduce' })
  const page = await device.newPage()
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const hasFocus = (page: Page, selector: string) =>
  expect.poll(() => page.evaluate((each) => document.activeElement?.matches(each), selector)).toBe(true)

/** The help, whose own close button leads out of it. */
const helpOf = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })

async function openGallery() {
  const page = await openPage('/gallery')
  const tiles = page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem')
  await tiles.first().waitFor()
  const place = () =>
    page.evaluate(() => Number(document.activeElement?.closest('li')?.getAttribute('aria-posinset') ?? 0))
  const goTo = async (goal: number) => {
    await page.keyboard.press('Home')
    for (let step = 1; step < goal; step += 1) await page.keyboard.press('ArrowRight')
    await expect.poll(place).toBe(goal)
  }
  await tiles.first().getByRole('link').focus()
  return { page, place, goTo }
}

describe('every key of the help does in its place what the help says', () => {
  it('everywhere', async () => {
    const page = await openPage('/settings')
    // The keys come after everything else.
    await expect
      .poll(async () => {
        await page.keyboard.press('?')
        return helpOf(page).count()
      })
      .toBe(1)
    await page.keyboard.press('Escape')
    await pressAll(page, later.EVERYWHERE_KEYS, {
      help: { seen: () => helpOf(page).waitFor() },
      search: {
        before: () => helpOf(page).getByRole('button', { name: 'Close' }).click(),
        seen: () => hasFocus(page, '[type=search]'),
      },
      write: { before: () => page.locator(':focus').blur(), seen: () => hasFocus(page, '#prompt') },
    })
    await page.keyboard.type('n/?')
    expect(await createScreen(page).prompt.inputValue()).toBe('n/?')
    expect(await helpOf(page).count()).toBe(0)
    await page.context().close()
  })

  it('in the prompt box', async () => {
    const page = await openPage('/')
    const { prompt, models, pictures } = createScreen(page)
    await models.getByRole('checkbox').first().waitFor()
    await pressAll(page, PROMPT_KEYS, {
      send: { before: () => prompt.fill('a hen'), seen: () => expect.poll(() => pictures.count()).toBeGreaterThan(0) },
    })
    const holds = (text: string): Check => ({ seen: () => expect.poll(() => prompt.inputValue()).toBe(text) })
    await pressAll(page, RECALL_KEYS, { older: holds('a hen'), newer: holds('') })
    const history = page.getByRole('region', { name: 'Prompt history' })
    await pressAll(page, later.PANEL_KEYS, {
      close: {
        async before() {
          await page.getByRole('button', { name: 'Prompt history' }).click()
          await history.waitFor()
        },
        seen: () => history.waitFor({ state: 'hidden' }),
      },
    })
    await page.context().close()
  })

  it('in the search box', async () => {
    const { page } = await openGallery()
    const box = page.getByRole('searchbox')
    await pressAll(page, later.SEARCH_KEYS, {
      clear: { before: () => box.fill('harbor'), seen: () => expect.poll(() => box.inputValue()).toBe('') },
    })
    await page.context().close()
  })

  it('on a picture of the gallery', async () => {
    const { page, place, goTo } = await openGallery()
    let from = 0
    const leads = (start: number, isThere: (place: number) => boolean): Check => ({
      async before() {
        await goTo(start)
        from = start
      },
      seen: () => expect.poll(async () => isThere(await place())).toBe(true),
    })
    const dialog = page.getByRole('dialog', { name: 'Image' })
    await pressAll(page, later.GALLERY_KEYS, {
      open: {
        before: () => goTo(1),
        async seen() {
          await dialog.waitFor()
          await page.keyboard.press('Escape')
          await dialog.waitFor({ state: 'hidden' })
        },
      },
      previous: leads(3, (at) => at === from - 1),
      next: leads(3, (at) => at === from + 1),
      above: leads(JOBS, (at) => at < from - 1),
      below: leads(2, (at) => at > from + 1),
      pageUp: leads(JOBS, (at) => at < from),
      pageDown: leads(1, (at) => at > from),
      first: leads(4, (at) => at === 1),
      last: leads(1, (at) => at > JOBS),
    })
    await page.context().close()
  })

  it('while pictures are selected', async () => {
    const { page, goTo } = await openGallery()
    const bar = page.getByRole('toolbar', { name: 'Selection' })
    const amount = async () => Number((await bar.getByText(/ selected$/).textContent())?.split(' ')[0])
    await pressAll(page, later.SELECTION_KEYS, {
      choose: { before: () => goTo(2), seen: () => expect.poll(amount).toBe(1) },
      chooseTo: { before: () => goTo(4), seen: () => expect.poll(amount).toBe(3) },
      extend: {
        async before() {
          await page.keyboard.press('Escape')
          await goTo(6)
          await page.keyboard.press('Space')
        },
        seen: () => expect.poll(amount).toBeGreaterThan(1),
      },
      leave: { seen: () => bar.waitFor({ state: 'hidden' }) },
    })
    await page.context().close()
  })

  it('in the image view, also after a press on the picture', async () => {
    const page = await openPage(`/g/${ofThree}`)
    const dialog = page.getByRole('dialog', { name: 'Image' })
    // It opens with the picture of its tile, whichever model made that.
    await dialog.getByText(/^\d of 3$/).waitFor()
    while ((await dialog.getByText('1 of 3').count()) === 0) await page.keyboard.press('ArrowLeft')
    await dialog.getByRole('img').first().click()
    await pressAll(page, later.IMAGE_KEYS, {
      previous: {
        async before() {
          await dialog.getByRole('button', { name: 'Next' }).click()
          await dialog.getByText('2 of 3').waitFor()
        },
        seen: () => dialog.getByText('1 of 3').waitFor(),
      },
      next: { seen: () => dialog.getByText('2 of 3').waitFor() },
    })
    await pressAll(page, later.DIALOG_KEYS, { close: { seen: () => dialog.waitFor({ state: 'hidden' }) } })
    await page.context().close()
  })

  it('in the comparison', async () => {
    const device = await site.device({ reducedMotion: 'reduce' })
    const page = await device.newPage()
    const dialog = await openComparison(page, ofSix)
    const scale = async () => new Set(await transforms(dialog)).values().next().value
    let last: string | undefined
    const changes: Check = {
      async before() {
        last = await scale()
      },
      seen: () => expect.poll(scale).not.toBe(last),
    }
    await pressAll(page, later.COMPARISON_KEYS, {
      zoomIn: changes,
      zoomOut: changes,
      fit: changes,
      left: {
        async before() {
          for (let press = 0; press < 3; press += 1) await page.keyboard.press('+')
          last = await scale()
        },
        seen: changes.seen,
      },
      right: changes,
      up: changes,
      down: changes,
      picture: {
        async seen(chord) {
          const name = `:nth-child(${chord})`
          await expect.poll(() => dialog.getByRole('img').count()).toBe(1)
          expect(await dialog.locator(`li${name}`).getByRole('img').count()).toBe(1)
          await page.keyboard.press(chord)
          await expect.poll(() => dialog.getByRole('img').count()).toBe(6)
        },
      },
    })
    await device.close()
  })

  it('while a waiting prompt is edited', async () => {
    const device = await site.device()
    const page = await device.newPage()
    await device.route('**/api/generate', (route) => route.abort())
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await screen.prompt.fill('a fox')
    await screen.generate.click()
    await page.getByRole('navigation').getByRole('link', { name: 'Outbox' }).click()
    const item = page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
    const box = page.getByRole('textbox', { name: 'Waiting text' })
    const edit = async () => {
      await item.getByRole('button', { name: 'Edit' }).click()
      await box.fill('a vixen')
    }
    await pressAll(page, { discard: later.WAITING_TEXT_KEYS.discard, save: later.WAITING_TEXT_KEYS.save }, {
      discard: { before: edit, seen: () => item.getByText('a fox', { exact: true }).waitFor() },
      save: { before: edit, seen: () => item.getByText('a vixen', { exact: true }).waitFor() },
    } satisfies Record<keyof typeof later.WAITING_TEXT_KEYS, Check>)
    await device.close()
  })
})
