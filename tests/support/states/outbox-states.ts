import type { Page } from 'playwright-core'
import { changeRecords } from './change-records.ts'
import {
  API,
  answer,
  away,
  follow,
  foreign,
  goOffline,
  never,
  refusal,
  type ScreenState,
  send,
} from './screen-state.ts'

const screen = 'Outbox'
const itemsOf = (page: Page) => page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')

/** Prompts that wait, because the server does as it is told here. */
async function wait(
  page: Page,
  answered: Parameters<typeof answer>[2],
  prompts = ['a hen on a fence', 'a cow'],
): Promise<void> {
  await answer(page, API.generate, answered)
  for (const prompt of prompts) await send(page, prompt)
  await follow(page, 'Outbox')
  await itemsOf(page)
    .nth(prompts.length - 1)
    .waitFor()
}

const waiting = (page: Page) => wait(page, away)

const DAY_MS = 86_400_000

export const OUTBOX_STATES: readonly ScreenState[] = [
  {
    screen,
    state: 'Empty',
    async enter(page) {
      await page.goto('/outbox')
      await page.getByText('Nothing is waiting.').waitFor()
    },
  },
  {
    screen,
    state: 'Waiting, next try known',
    isForced: true,
    async enter(page) {
      await waiting(page)
      await page
        .getByText(/Next try in/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Waiting, offline',
    async enter(page) {
      await waiting(page)
      await goOffline(page)
      await page.waitForTimeout(300)
    },
  },
  {
    screen,
    state: 'Editing',
    async enter(page) {
      await waiting(page)
      await itemsOf(page).first().getByRole('button', { name: 'Edit' }).click()
    },
  },
  {
    screen,
    state: 'Editing, nothing left to save',
    async enter(page) {
      await waiting(page)
      await itemsOf(page).first().getByRole('button', { name: 'Edit' }).click()
      await page.getByRole('textbox', { name: 'Waiting text' }).fill('')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Write a prompt first.').waitFor()
    },
  },
  {
    screen,
    state: 'Canceled, with "Undo"',
    async enter(page) {
      await waiting(page)
      await itemsOf(page).first().getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  {
    screen,
    state: 'Paused',
    async enter(page) {
      await waiting(page)
      await page.getByRole('button', { name: 'Pause' }).click()
      await itemsOf(page).first().getByText('Paused').waitFor()
    },
  },
  {
    screen,
    state: 'Sending, another behind it',
    async enter(page) {
      await wait(page, never)
      await page.getByText('Sending', { exact: true }).waitFor()
    },
  },
  {
    screen,
    state: 'Waiting for the limit',
    async enter(page) {
      await wait(page, refusal('RATE_LIMIT_EXCEEDED', { 'Retry-After': '3000' }))
      await page
        .getByText(/Waiting for the limit/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Needs you: not accepted',
    async enter(page) {
      await wait(page, refusal('UNKNOWN_MODEL'))
      await page
        .getByText(/Needs you/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Needs you: changed after it was sent',
    async enter(page) {
      await wait(page, refusal('IDEMPOTENCY_KEY_REUSED'))
      await page.getByRole('button', { name: 'Send as new' }).first().waitFor()
    },
  },
  {
    screen,
    state: 'The server has a problem',
    async enter(page) {
      await wait(page, refusal('SERVICE_UNAVAILABLE'))
      await page
        .getByText(/The server has a problem/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Login page of a network',
    async enter(page) {
      await wait(page, foreign)
      await page
        .getByText(/may want you to sign in/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Two weeks old',
    async enter(page) {
      await waiting(page)
      await changeRecords(page, 'prompts', { createdAt: Date.now() - 15 * DAY_MS, nextAttemptAt: 0, notBefore: 0 })
      await page
        .getByText(/two weeks old/)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Written by a newer version',
    async enter(page) {
      await waiting(page)
      await changeRecords(page, 'prompts', { schemaV: 99 })
      await page
        .getByText(/newer version|new version/i)
        .first()
        .waitFor()
    },
  },
  {
    screen,
    state: 'Storage lost, prompts restored',
    async enter(page) {
      await waiting(page)
      await page.goto('about:blank')
      await page.goto('/robots.txt')
      await page.evaluate(async () => {
        for (const { name = '' } of await indexedDB.databases()) {
          await new Promise((resolve) =>
            Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onblocked: resolve }),
          )
        }
      })
      await page.goto('/outbox')
      await page
        .getByText(/removed this app's data/)
        .first()
        .waitFor()
    },
  },
]
