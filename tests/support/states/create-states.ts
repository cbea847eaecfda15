import type { Page } from 'playwright-core'
import { createScreen } from '../app-page.ts'
import { shareToApp } from '../share-to-app.ts'
import {
  API,
  answer,
  away,
  fox,
  goOffline,
  json,
  never,
  openCreate,
  openReady,
  refusal,
  type ScreenState,
  send,
} from './screen-state.ts'

const screen = 'Create'

async function improve(page: Page): Promise<void> {
  const { prompt } = await openCreate(page)
  await prompt.fill(fox)
  await page.getByRole('button', { name: 'Improve prompt' }).click()
  await page.getByRole('group', { name: 'Improved prompt' }).waitFor()
}

async function sendRefused(page: Page): Promise<void> {
  const { prompt, generate } = await openCreate(page)
  await prompt.fill(fox)
  await generate.click()
}

/** As a full disk does. */
async function fillDisk(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError')
    }
    Object.assign(IDBObjectStore.prototype, { put: refuse, add: refuse })
  })
}

/** The list that the device knows, as a later server would answer it. */
async function withoutChosenModel(page: Page): Promise<void> {
  const { models } = await openCreate(page)
  await models.getByRole('checkbox', { name: 'Alpha' }).check()
  await models.getByRole('checkbox', { name: 'Bravo' }).check()
  const list = await page.evaluate(async () => (await fetch('/api/models')).json())
  const later = list.models.flatMap((model: { label: string }) => {
    if (model.label === 'Alpha') return []
    return [model.label === 'Bravo' ? { ...model, available: false, reason: 'The key is missing.' } : model]
  })
  await page.waitForTimeout(300)
  await answer(page, API.models, json({ ...list, models: later }))
  await page.reload()
  await page
    .getByText(/Alpha no longer exists|is off now/)
    .first()
    .waitFor()
}

export const CREATE_STATES: readonly ScreenState[] = [
  { screen, state: 'Empty', enter: openCreate, isForced: true },
  {
    screen,
    state: 'Generate pressed without a text',
    async enter(page) {
      await (await openCreate(page)).generate.click()
      await page.getByText('Write a prompt first.').waitFor()
    },
  },
  {
    screen,
    state: 'Loading models',
    async enter(page) {
      await answer(page, API.models, never)
      await page.goto('/')
      await page.getByText('Loading models').waitFor()
    },
  },
  {
    screen,
    state: 'Models not loaded',
    async enter(page) {
      await answer(page, API.models, away)
      await page.goto('/')
      await createScreen(page).models.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Models not loaded, the list of the last visit',
    async enter(page) {
      await openCreate(page)
      await page.waitForTimeout(300)
      await answer(page, API.models, away)
      await page.reload()
      await page.getByText(/Using the one from/).waitFor({ timeout: 20_000 })
    },
  },
  { screen, state: 'A chosen model is gone, another is off', enter: withoutChosenModel },
  {
    screen,
    state: 'Only Sketch',
    async enter(page) {
      await openCreate(page)
      const list = await page.evaluate(async () => (await fetch('/api/models')).json())
      const models = list.models.filter(({ provider }: { provider: string }) => provider === 'sketch')
      await answer(page, API.models, json({ ...list, models }))
      await page.reload()
      await page.getByText(/Add a provider key for AI models/).waitFor()
    },
  },
  {
    screen,
    state: 'Offline, with a text',
    async enter(page) {
      const { prompt } = await openCreate(page)
      await prompt.fill(fox)
      await goOffline(page)
      await page
        .getByText(/Prompts are saved on this device/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Improving',
    async enter(page) {
      await answer(page, API.enhance, never)
      await improve(page)
    },
  },
  {
    screen,
    state: 'Improved',
    isForced: true,
    async enter(page) {
      await improve(page)
      await page.getByRole('button', { name: 'Use improved' }).waitFor()
    },
  },
  {
    screen,
    state: 'Improved text in the box, with "Undo"',
    async enter(page) {
      await improve(page)
      await page.getByRole('button', { name: 'Use improved' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  {
    screen,
    state: 'Improve failed',
    async enter(page) {
      await answer(page, API.enhance, refusal('SERVICE_UNAVAILABLE'))
      await improve(page)
      await page
        .getByRole('group', { name: 'Improved prompt' })
        .getByText('Your text is unchanged.')
        .waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Over the length limit',
    async enter(page) {
      const { prompt, generate } = await openCreate(page)
      await prompt.fill('x'.repeat(1204))
      await generate.click()
      await page
        .getByText(/204 over/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Refused by the word check',
    async enter(page) {
      await answer(page, API.generate, refusal('INAPPROPRIATE_CONTENT'))
      await sendRefused(page)
      await page
        .getByText(/not accepted/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Limit reached',
    async enter(page) {
      await answer(page, API.generate, refusal('RATE_LIMIT_EXCEEDED', { 'Retry-After': '3000' }))
      await send(page)
      await page.getByText(/Limit reached\. Sends again at/).waitFor()
    },
  },
  {
    screen,
    state: 'Cannot save: storage is full',
    async enter(page) {
      await fillDisk(page)
      await sendRefused(page)
      await page
        .getByText(/storage is full/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Only for who has the link',
    async enter(page) {
      await openCreate(page)
      await page.getByRole('checkbox', { name: 'Publish to gallery' }).uncheck()
      await page.getByText('Only who has the link sees it.').waitFor()
    },
  },
  {
    screen,
    state: 'Pictures shared by another app',
    hasWorker: true,
    async enter(page) {
      await openReady(page)
      await shareToApp(page, { text: fox }, 2)
      await page.getByRole('region', { name: 'Shared pictures' }).getByRole('img').nth(1).waitFor()
    },
  },
  {
    screen,
    state: 'A text shared by another app, beside a text in the box',
    async enter(page) {
      const { prompt } = await openCreate(page)
      await prompt.fill(fox)
      await page.waitForTimeout(600)
      await page.goto(`/?link=${encodeURIComponent('web+pixelprompt://create?prompt=a%20hen')}`)
      await page.getByText('There is a text that was shared with Pixel Prompt.').waitFor()
    },
  },
]
