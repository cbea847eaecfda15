import type { Page } from 'playwright-core'
import {
  API,
  answer,
  away,
  follow,
  goOffline,
  json,
  never,
  openCreate,
  refusal,
  type ScreenState,
  type Stage,
} from './screen-state.ts'

const screen = 'Image'
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Image' })

async function open(page: Page, { jobId }: Stage): Promise<void> {
  await page.goto(`/g/${jobId}`)
  await dialogOf(page).getByRole('button', { name: 'Keep offline' }).waitFor()
  await dialogOf(page).getByRole('img').first().waitFor()
}

/** What the server says of the job, changed. */
async function changeEntry(page: Page, stage: Stage, change: (entry: Entry) => object): Promise<void> {
  const answered = await fetch(`${stage.site.server().url}/api/gallery/${stage.jobId}`)
  const entry = (await answered.json()) as Entry // the server's, by its own schema
  await answer(page, API.entry(stage.jobId), json(change(entry)))
  await open(page, stage)
}

interface Entry {
  readonly results: readonly { readonly model: string; readonly label: string }[]
}

export const IMAGE_STATES: readonly ScreenState[] = [
  { screen, state: 'Loaded', enter: open, isForced: true },
  {
    screen,
    state: 'Loading',
    async enter(page, { jobId }) {
      await answer(page, API.entry(jobId), never)
      await page.goto(`/g/${jobId}`)
      await dialogOf(page).waitFor()
    },
  },
  {
    screen,
    state: 'Loading, over its tile',
    async enter(page, { jobId }) {
      await answer(page, API.entry(jobId), never)
      await page.goto('/gallery')
      await page.locator(`a[href="/g/${jobId}"]`).click()
      await dialogOf(page).getByRole('img').waitFor()
    },
  },
  {
    screen,
    state: 'Not loaded',
    async enter(page, { jobId }) {
      await answer(page, API.entry(jobId), refusal('SERVICE_UNAVAILABLE'))
      await page.goto(`/g/${jobId}`)
      await dialogOf(page).getByRole('button', { name: 'Retry' }).waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Unknown',
    async enter(page) {
      await page.goto('/g/0193e0b0-1234-7000-8000-000000000000')
      await dialogOf(page).getByText('This job is not known here.').waitFor()
    },
  },
  {
    screen,
    state: 'Deleted elsewhere',
    async enter(page, { jobId }) {
      await page.goto('/gallery')
      await answer(page, API.entry(jobId), refusal('JOB_NOT_FOUND'))
      await page.locator(`a[href="/g/${jobId}"]`).click()
      await dialogOf(page).getByText('This picture was deleted.').waitFor()
    },
  },
  {
    screen,
    state: 'Offline, its file not on this device',
    async enter(page, stage) {
      await open(page, stage)
      await goOffline(page)
      await page.waitForTimeout(200)
    },
  },
  {
    screen,
    state: 'The picture itself not loaded',
    async enter(page, { jobId }) {
      await answer(page, API.images, away)
      await page.goto(`/g/${jobId}`)
      await dialogOf(page).getByRole('button', { name: 'Retry' }).waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'By a model that no longer exists',
    async enter(page, stage) {
      const list = await (await fetch(`${stage.site.server().url}/api/models`)).json()
      const models = list.models.map((model: object) => ({ ...model, retiredOn: '2026-01-31' }))
      await answer(page, API.models, json({ ...list, models }))
      await open(page, stage)
      await dialogOf(page).getByText('which no longer exists').waitFor()
    },
  },
  {
    screen,
    state: 'Dialog "Replace the text in the box?"',
    async enter(page, { jobId }) {
      const { prompt } = await openCreate(page)
      await prompt.fill('a text that is still being written')
      await follow(page, 'Gallery')
      await page.locator(`a[href="/g/${jobId}"]`).click()
      await dialogOf(page).getByRole('button', { name: 'Use this prompt' }).click()
      await page.getByRole('dialog', { name: 'Replace the text in the box?' }).waitFor()
    },
  },
  {
    screen,
    state: 'Partial: a model failed, another refused',
    enter: (page, stage) =>
      changeEntry(page, stage, (entry) => {
        const results = entry.results.map((result, index) => {
          const { model, label } = result
          const ended = { model, label, provider: 'stub', attempt: 1, completedAt: new Date().toISOString() }
          if (index === 1) return { ...ended, status: 'failed', failure: { kind: 'upstream', message: 'An error.' } }
          return index === 2
            ? { ...ended, status: 'refused', failure: { kind: 'refused', message: 'Refused.' } }
            : result
        })
        return { ...entry, results, images: results.filter((each) => 'image' in each), total: 3 }
      }),
  },
]
