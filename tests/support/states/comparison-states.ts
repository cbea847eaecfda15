import type { Page } from 'playwright-core'
import { createScreen } from '../app-page.ts'
import { API, answer, away, type ScreenState, type Stage } from './screen-state.ts'

const screen = 'Comparison'
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Comparison' })

async function openComparison(page: Page, jobId: string) {
  await page.goto(`/j/${jobId}`)
  await createScreen(page).results.getByRole('button', { name: 'Compare' }).click()
  const dialog = dialogOf(page)
  await dialog.getByRole('img').first().waitFor()
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('[data-frame] > img')]
    return images.every((image) => image.naturalWidth > 0)
  })
  return dialog
}

async function vote(page: Page, { jobId }: Stage): Promise<void> {
  const dialog = await openComparison(page, jobId)
  await dialog.getByRole('checkbox', { name: 'Blind mode' }).check()
  await dialog.getByRole('button', { name: 'This one is best' }).first().click()
  await dialog.getByText(/^You chose/).waitFor()
}

async function votes(page: Page, stage: Stage): Promise<void> {
  await vote(page, stage)
  await dialogOf(page).getByRole('button', { name: 'Your votes' }).click()
  await page.getByRole('dialog', { name: 'Your votes' }).getByRole('table').first().waitFor()
}

export const COMPARISON_STATES: readonly ScreenState[] = [
  { screen, state: 'Loaded', enter: (page, { jobId }) => openComparison(page, jobId), isForced: true },
  {
    screen,
    state: 'One picture alone, zoomed',
    async enter(page, { jobId }) {
      await openComparison(page, jobId)
      await page.keyboard.press('2')
      await page.keyboard.press('+')
    },
  },
  {
    screen,
    state: 'Pictures not loaded',
    async enter(page, { jobId }) {
      await answer(page, API.images, away)
      await page.goto(`/j/${jobId}`)
      await page.getByRole('button', { name: 'Compare' }).click()
      await dialogOf(page).getByRole('button', { name: 'Retry' }).first().waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Blind mode',
    async enter(page, { jobId }) {
      const dialog = await openComparison(page, jobId)
      await dialog.getByRole('checkbox', { name: 'Blind mode' }).check()
      await dialog.getByRole('button', { name: 'This one is best' }).first().waitFor()
    },
  },
  { screen, state: 'Voted', enter: vote },
  { screen, state: 'Dialog "Your votes"', enter: votes },
  {
    screen,
    state: 'Dialog "Clear all votes?"',
    async enter(page, stage) {
      await votes(page, stage)
      await page.getByRole('button', { name: 'Clear votes' }).click()
      await page.getByRole('dialog', { name: 'Clear all votes?' }).waitFor()
    },
  },
]
