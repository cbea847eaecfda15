import type { Page } from 'playwright-core'
import { manyEntries } from '../many-entries.ts'
import { API, answer, away, goOffline, json, never, refusal, type ScreenState, send } from './screen-state.ts'

const screen = 'Gallery'
const tilesOf = (page: Page) => page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem')
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selection' })

async function open(page: Page): Promise<void> {
  await page.goto('/gallery')
  await tilesOf(page).nth(2).getByRole('img').waitFor()
}

async function select(page: Page, amount: number): Promise<void> {
  await open(page)
  await tilesOf(page).first().getByRole('link').focus()
  await page.keyboard.press('Space')
  for (let more = 1; more < amount; more += 1) await page.keyboard.press('Shift+ArrowRight')
  await bar(page).getByText(`${amount} selected`).waitFor()
}

/** Its tile is known by its prompt: other devices send theirs meanwhile. */
async function selectOwn(page: Page, prompt: string): Promise<void> {
  await send(page, prompt)
  await page.getByRole('article').getByRole('img').first().waitFor()
  await page.goto('/gallery')
  await tilesOf(page).getByRole('link', { name: prompt }).first().focus()
  await page.keyboard.press('Space')
}

/** A gallery whose pages come from here. */
async function pages(page: Page, more: Parameters<typeof answer>[2]): Promise<void> {
  const galleries = manyEntries(24)
  await answer(page, API.list, (route) => {
    return route.request().url().includes('cursor=') ? more(route) : json({ galleries, nextCursor: 'more' })(route)
  })
  await page.goto('/gallery')
  await tilesOf(page).first().waitFor()
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
}

export const GALLERY_STATES: readonly ScreenState[] = [
  {
    screen,
    state: 'Empty',
    async enter(page) {
      await answer(page, API.list, json({ galleries: [] }))
      await page.goto('/gallery')
      await page.getByText('No pictures yet.').waitFor()
    },
  },
  {
    screen,
    state: 'Loading',
    async enter(page) {
      await answer(page, API.list, never)
      await page.goto('/gallery')
      await page.getByRole('searchbox').waitFor()
      await page.waitForTimeout(300)
    },
  },
  { screen, state: 'Loaded', enter: open, isForced: true },
  {
    screen,
    state: 'A tile with the focus, and its buttons',
    isForced: true,
    async enter(page) {
      await open(page)
      await tilesOf(page).nth(1).getByRole('link').focus()
      await page.keyboard.press('ArrowRight')
    },
  },
  {
    screen,
    state: 'The end',
    async enter(page) {
      await open(page)
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await page.getByText('That is everything.').waitFor()
    },
  },
  {
    screen,
    state: 'Offline, pictures not on this device',
    async enter(page) {
      await answer(page, API.list, json({ galleries: manyEntries(60) }))
      await page.goto('/gallery')
      await tilesOf(page).first().waitFor()
      await goOffline(page)
      await page.evaluate(() => scrollTo(0, 2500))
      await page.getByText(/Showing what is on this device/).waitFor()
      await page.getByText('Not on this device').first().waitFor()
    },
  },
  {
    screen,
    state: 'Not loaded',
    async enter(page) {
      await answer(page, API.list, refusal('SERVICE_UNAVAILABLE'))
      await page.goto('/gallery')
      await page.getByText('The gallery could not be loaded.').waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'More could not be loaded',
    async enter(page) {
      await pages(page, refusal('SERVICE_UNAVAILABLE'))
      await page.getByText('More could not be loaded.').waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Search, found',
    async enter(page) {
      await open(page)
      await page.getByRole('searchbox').fill('harbor')
      await page.waitForTimeout(400)
    },
  },
  {
    screen,
    state: 'Search, no match',
    async enter(page) {
      await open(page)
      await page.getByRole('searchbox').fill('no such words')
      await page.getByText("No prompt contains 'no such words'.").waitFor()
    },
  },
  {
    screen,
    state: 'Filters, no match',
    async enter(page) {
      await open(page)
      await page.getByRole('checkbox', { name: 'Favourites only' }).check()
      await page.waitForTimeout(400)
    },
  },
  { screen, state: 'Selecting one', enter: (page) => select(page, 1) },
  {
    screen,
    state: 'Selecting one, "Compare" pressed',
    async enter(page) {
      await select(page, 1)
      await bar(page).getByRole('button', { name: 'Compare' }).click({ force: true })
      await page.getByText('Choose 2 to 6 pictures.').first().waitFor()
    },
  },
  {
    screen,
    state: 'Selecting more than one zip takes',
    async enter(page) {
      await answer(page, API.list, json({ galleries: manyEntries(101) }))
      await page.goto('/gallery')
      await tilesOf(page).first().getByRole('link').focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('Shift+End')
      await bar(page).getByText('101 selected').waitFor()
      await bar(page).getByRole('button', { name: 'Save as zip' }).click({ force: true })
      await page.getByText('Choose at most 100 pictures for one zip.').first().waitFor()
    },
  },
  { screen, state: 'Selecting three', enter: (page) => select(page, 3), isForced: true },
  {
    screen,
    state: 'Selecting one\'s own, with "Delete"',
    async enter(page) {
      await selectOwn(page, 'a swan to be kept')
      await bar(page).getByRole('button', { name: 'Delete' }).waitFor()
    },
  },
  {
    screen,
    state: 'Deleted, with "Undo"',
    async enter(page) {
      await selectOwn(page, 'a swan to be deleted')
      await bar(page).getByRole('button', { name: 'Delete' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  {
    screen,
    state: 'Dialog "Save as zip", under way',
    async enter(page) {
      await select(page, 3)
      await answer(page, API.images, never)
      await bar(page).getByRole('button', { name: 'Save as zip' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    screen,
    state: 'Dialog "Save as zip", nothing could be had',
    async enter(page) {
      await select(page, 3)
      await answer(page, API.images, away)
      await bar(page).getByRole('button', { name: 'Save as zip' }).click()
      await page.getByRole('dialog').getByRole('alert').waitFor({ timeout: 20_000 })
    },
  },
]
