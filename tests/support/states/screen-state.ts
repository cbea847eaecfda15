import type { Page, Route } from 'playwright-core'
import type { ErrorCode } from '#contract/errors.ts'
import { ERRORS } from '#contract/errors.ts'
import { HEADERS } from '#contract/routes.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import { createScreen } from '../app-page.ts'
import { AI_MODELS, type ComparisonSite, openComparisonSite } from '../comparison-page.ts'

/** What stands behind all states: a server with pictures, some of which the gallery lists. */
export interface Stage {
  readonly site: ComparisonSite
  /** A job with pictures of three shapes and two sketches. */
  readonly jobId: string
}

/** One state of a screen, and the way into it on a device that knows nothing yet. */
export interface ScreenState {
  readonly screen: string
  readonly state: string
  readonly enter: (page: Page, stage: Stage) => Promise<unknown>
  /** With a service worker; the others are blocked, so that routes answer for the server. */
  readonly hasWorker?: true
  /** Looked at in forced colors too: one state for each kind of part. */
  readonly isForced?: true
}

const GALLERY_JOBS = 8

export async function openStage(): Promise<Stage> {
  const site = await openComparisonSite()
  await Promise.all(Array.from({ length: GALLERY_JOBS }, (_, at) => site.make([`sketch:${SKETCHES[at % 4]}`])))
  return { site, jobId: await site.make([...AI_MODELS, 'sketch:poster', 'sketch:pixel']) }
}

const SKETCHES = ['poster', 'watercolour', 'linework', 'pixel'] as const

export const API = {
  models: '**/api/models',
  generate: '**/api/generate',
  enhance: '**/api/enhance',
  status: '**/api/status/*',
  list: '**/api/gallery/list*',
  entry: (jobId: string) => `**/api/gallery/${jobId}`,
  images: '**/images/**',
} as const

type Answer = (route: Route) => Promise<unknown>

/** In the place of the server. */
export async function answer(page: Page, path: string, by: Answer): Promise<void> {
  await page.context().route(path, (route) => by(route).then(() => undefined))
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (route) =>
    route.fulfill({
      status,
      headers: { [HEADERS.marker]: '1', ...headers },
      contentType: 'application/json',
      body: JSON.stringify(body),
    })

export const refusal = (code: ErrorCode, headers: Record<string, string> = {}): Answer =>
  json({ error: code, message: USER_MESSAGES[code], correlationId: '0193e0b0-1234' }, ERRORS[code].status, headers)

/** No server, as with a cable that was pulled out. */
export const away: Answer = (route) => route.abort()

/** A page of somebody else, such as the login page of a network. */
export const foreign: Answer = (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Sign in</h1>' })

/** It takes longer than anybody looks. */
export const never: Answer = () => new Promise(() => undefined)

export const fox = 'a red fox in a birch forest in winter, low sun behind the trees'

export async function openCreate(page: Page) {
  await page.goto('/')
  const screen = createScreen(page)
  await screen.models.getByRole('checkbox').first().waitFor()
  return screen
}

/** A device whose worker has the whole app. */
export async function openReady(page: Page): Promise<void> {
  await openCreate(page)
  await page.getByText('Ready to use offline.').first().waitFor({ timeout: 30_000 })
}

/** Writes a prompt, sends it, and waits until the box is free for the next one. */
export async function send(page: Page, prompt = fox) {
  const screen =
    (await page.getByRole('textbox', { name: 'Prompt' }).count()) > 0 ? createScreen(page) : await openCreate(page)
  await screen.prompt.fill(prompt)
  await screen.generate.click()
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#prompt')?.value === '')
  return screen
}

export async function follow(page: Page, link: 'Create' | 'Gallery' | 'Outbox' | 'Settings'): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: link }).click()
  await page.getByRole('heading', { level: 1, name: link }).waitFor()
}

export async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true)
}

/** A notice that stands in no state by itself is sent away. */
export async function dismissNotice(page: Page): Promise<void> {
  const button = page.getByRole('region', { name: 'Notice' }).getByRole('button', { name: 'Not now' })
  if (await button.isVisible()) await button.click()
}
