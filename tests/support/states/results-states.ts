import type { Page } from 'playwright-core'
import { FAILURE_KINDS, FAILURE_SENTENCES } from '#contract/failure-kinds.ts'
import { jobStatus, type Result } from '#contract/job.ts'
import { createScreen } from '../app-page.ts'
import {
  API,
  answer,
  away,
  dismissNotice,
  fox,
  goOffline,
  json,
  openCreate,
  refusal,
  type ScreenState,
  type Stage,
  send,
} from './screen-state.ts'

const screen = 'Results'
const NOW = new Date().toISOString()
const base = (label: string) => ({ model: `stub:${label}`, label, provider: 'stub', attempt: 1 })

const WAITING: Result = { ...base('Waiting model'), status: 'pending' }
const WORKING: Result = { ...base('Working model'), status: 'in_progress', startedAt: NOW }
const CANCELED: Result = { ...base('Canceled model'), status: 'canceled', completedAt: NOW }

function failures(): readonly Result[] {
  return FAILURE_KINDS.map((kind): Result => {
    const failure = {
      ...{ kind, message: FAILURE_SENTENCES[kind] },
      ...(kind === 'rate' && { retryAt: new Date(Date.now() + 40_000).toISOString(), retryable: true }),
      ...(kind === 'retired' && { replacement: 'sketch:poster' }),
    }
    return { ...base(`Model ${kind}`), status: kind === 'refused' ? 'refused' : 'failed', completedAt: NOW, failure }
  })
}

/** What the server says of every job from now on. */
async function tell(page: Page, results: readonly Result[]): Promise<void> {
  await answer(page, API.status, async (route) => {
    const jobId = new URL(route.request().url()).pathname.split('/').at(-1)
    const counts = { totalModels: results.length, completedModels: results.filter(isDone).length }
    const status = jobStatus(results.map((each) => each.status))
    await json({ jobId, status, prompt: fox, createdAt: NOW, updatedAt: NOW, ...counts, results })(route)
  })
}

const isDone = (result: Result) => result.status === 'completed'

/** Pictures that there are, by the server's own words. */
async function pictures({ site, jobId }: Stage): Promise<readonly Result[]> {
  const answered = await fetch(`${site.server().url}/api/status/${jobId}`)
  const { results } = (await answered.json()) as { results: readonly Result[] } // the server's, by its own schema
  return results
}

async function showResults(page: Page): Promise<void> {
  await dismissNotice(page)
  // To the end, where the box stands below the cells and over none of them: what it covers half is small only until one scrolls.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
}

export const RESULTS_STATES: readonly ScreenState[] = [
  {
    screen,
    state: 'Waiting, working, canceled, and a picture',
    isForced: true,
    async enter(page, stage) {
      await tell(page, [WAITING, WORKING, CANCELED, ...(await pictures(stage)).slice(0, 1)])
      await send(page)
      await createScreen(page)
        .cell('Working model')
        .getByText(/^Working,/)
        .waitFor()
      await showResults(page)
    },
  },
  {
    screen,
    state: 'Failed, in each kind',
    async enter(page) {
      await tell(page, failures())
      await send(page)
      await createScreen(page).cell('Model expired').getByRole('button', { name: 'Retry' }).waitFor()
      await showResults(page)
    },
  },
  {
    screen,
    state: 'Partial: pictures and a refusal',
    async enter(page, stage) {
      await tell(page, [...(await pictures(stage)).slice(0, 2), ...failures().slice(0, 1)])
      await send(page)
      await createScreen(page).pictures.nth(1).waitFor()
      await showResults(page)
    },
  },
  {
    screen,
    state: 'Done',
    isForced: true,
    async enter(page) {
      await send(page)
      await createScreen(page).pictures.nth(3).waitFor()
      await showResults(page)
    },
  },
  {
    screen,
    state: 'Saved on this device, offline',
    async enter(page) {
      // What sends comes while somebody writes.
      await (await openCreate(page)).prompt.fill(fox)
      await page.waitForTimeout(500)
      await goOffline(page)
      await send(page)
      await createScreen(page).results.getByRole('heading', { level: 2 }).waitFor()
    },
  },
  {
    screen,
    state: 'Offline while models work',
    async enter(page) {
      await tell(page, [WAITING, WORKING])
      await send(page)
      await createScreen(page)
        .cell('Working model')
        .getByText(/^Working,/)
        .waitFor()
      await goOffline(page)
      await page.getByText(/The work goes on/).waitFor()
    },
  },
  {
    screen,
    state: 'The server cannot be reached while models work',
    async enter(page) {
      await answer(page, API.status, away)
      await send(page)
      await page.getByText(/Cannot reach the server/).waitFor({ timeout: 20_000 })
      await showResults(page)
    },
  },
  {
    screen,
    state: 'Over the limit: it waits in the outbox',
    async enter(page) {
      await answer(page, API.generate, refusal('SPENDING_LIMIT_REACHED', { 'Retry-After': '3000' }))
      await send(page)
      await createScreen(page)
        .results.getByRole('heading', { name: /spending limit/ })
        .waitFor()
    },
  },
  {
    screen: 'One job',
    state: 'Done',
    async enter(page, { jobId }) {
      await page.goto(`/j/${jobId}`)
      await createScreen(page).pictures.nth(4).waitFor()
    },
  },
  {
    screen: 'One job',
    state: 'Unknown job',
    async enter(page) {
      await page.goto('/j/0193e0b0-1234-7000-8000-000000000000')
      await page.getByText('This job is not known here.').waitFor()
    },
  },
]
