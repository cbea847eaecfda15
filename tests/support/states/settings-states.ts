import type { Page } from 'playwright-core'
import { changeRecords } from './change-records.ts'
import { API, answer, away, never, openCreate, type ScreenState, send } from './screen-state.ts'

const screen = 'Settings'
/** A file that the worker keeps, and that a page in English does not ask for. */
const GERMAN = '**/assets/german-*.js'

async function open(page: Page): Promise<void> {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Remove cached pictures' }).waitFor()
}

async function importFile(page: Page, content: string): Promise<void> {
  await open(page)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).click()
  await (await chooser).setFiles({ name: 'copy.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(content) })
}

async function openHelp(page: Page): Promise<void> {
  await open(page)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
}

export const SETTINGS_STATES: readonly ScreenState[] = [
  { screen, state: 'Nothing stored yet', enter: open, isForced: true },
  {
    screen,
    state: 'Pictures and prompts stored, ready offline',
    hasWorker: true,
    async enter(page) {
      await send(page)
      await page.getByRole('article').getByRole('img').nth(3).waitFor()
      await open(page)
      await page.getByText(/^Ready to use offline\. Version/).waitFor({ timeout: 30_000 })
    },
  },
  {
    screen,
    state: 'Preparing for use without a network',
    hasWorker: true,
    async enter(page) {
      await answer(page, GERMAN, never)
      await open(page)
      await page.getByText(/^Preparing: \d+ of \d+ files/).waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Not prepared: a file did not come',
    hasWorker: true,
    async enter(page) {
      const goesOn = Promise.withResolvers<void>()
      await answer(page, GERMAN, async (route) => {
        await goesOn.promise
        await away(route)
      })
      await open(page)
      await page.getByText(/^Preparing: \d+ of \d+ files/).waitFor({ timeout: 20_000 })
      goesOn.resolve()
      await page.getByText('Could not finish.').waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'The newest version is here',
    hasWorker: true,
    async enter(page) {
      await open(page)
      await page.getByText(/^Ready to use offline\. Version/).waitFor({ timeout: 30_000 })
      await page.getByRole('button', { name: 'Look for a new version' }).click()
      await page.getByText('This is the newest version.').waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Storage is full',
    async enter(page) {
      await open(page)
      // There is a row to be changed once somebody has chosen.
      await page.getByRole('slider', { name: 'Space for pictures' }).press('ArrowLeft')
      await page.waitForTimeout(300)
      await changeRecords(page, 'pictureFacts', { isFull: true })
      await page.getByText('Storage is full. New pictures are shown, and not kept.').waitFor()
    },
  },
  {
    screen,
    state: 'The browser keeps the data, or says no',
    async enter(page) {
      await open(page)
      await page.getByRole('button', { name: 'Ask the browser to keep it' }).click()
      await page.waitForTimeout(300)
    },
  },
  {
    screen,
    state: 'Models that are on, and their prices',
    async enter(page) {
      await open(page)
      const models = page.getByRole('heading', { name: 'Models' })
      await models.evaluate((heading) => heading.scrollIntoView({ block: 'start' }))
    },
  },
  {
    screen,
    state: 'The list of models not loaded',
    async enter(page) {
      await answer(page, API.models, away)
      await open(page)
      await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Pictures removed',
    async enter(page) {
      await open(page)
      await page.getByRole('button', { name: 'Remove cached pictures' }).press('Enter')
      await page.waitForTimeout(300)
    },
  },
  {
    screen,
    state: 'A file that is no copy',
    async enter(page) {
      await importFile(page, 'a letter')
      await page.getByText('This file is no copy of Pixel Prompt.').first().waitFor()
    },
  },
  { screen, state: 'Dialog "Keyboard shortcuts"', enter: openHelp, isForced: true },
  {
    screen,
    state: 'Dialog "Keyboard shortcuts", single keys off',
    async enter(page) {
      await openHelp(page)
      const choice = page.getByRole('checkbox', { name: 'Single-key shortcuts', checked: true })
      await choice.waitFor()
      await choice.uncheck()
    },
  },
  {
    screen: 'Any',
    state: 'A part of the page broke',
    async enter(page) {
      await openCreate(page)
      await page.evaluate(() => {
        const broken = {
          get: () => {
            throw new Error('broken on purpose')
          },
        }
        Object.defineProperty(Intl.NumberFormat.prototype, 'format', broken)
      })
      await page.getByRole('textbox', { name: 'Prompt' }).fill('x')
      await page.getByText('This part of the page stopped working.').waitFor()
    },
  },
  {
    screen: 'Any',
    state: 'A part of an old version is missing',
    async enter(page) {
      await page.context().route('**/assets/settings-page*.js', (route) => route.abort())
      await page.goto('/')
      await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Reload' }).waitFor()
    },
  },
  {
    screen: 'Any',
    state: 'Page not found',
    async enter(page) {
      await page.goto('/nowhere')
      await page.getByText('Page not found').waitFor()
    },
  },
]
