import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Stack, startStack } from '../../infra/local/stack.ts'
import { createScreen } from '../support/app-page.ts'
import { openBrowser } from '../support/browser.ts'
import { buildVariant } from '../support/build-variant.ts'
import { removeFolder } from '../support/remove-folder.ts'

let folder: string
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-update-'))
  browser = await openBrowser()
  await buildVariant(join(folder, 'old'), 'old')
  await buildVariant(join(folder, 'new'), 'new')
})
afterAll(async () => {
  await browser.close()
  await removeFolder(folder)
})

let stack: Stack
let device: BrowserContext
let page: Page
let port = 0
beforeEach(async () => {
  port = 0
  await serve('old')
  device = await browser.newContext({ baseURL: stack.url })
  page = await openPage()
  await page.getByText('Ready to use offline.').first().waitFor()
})
afterEach(async () => {
  await device.close()
  await stack.stop()
  await removeFolder(join(folder, 'data'))
})

async function serve(version: string): Promise<void> {
  const environment = { DATA_DIR: join(folder, 'data'), PORT: String(port), LOG_LEVEL: 'ERROR' }
  stack = await startStack({ environment, root: folder, siteFolder: join(folder, version) })
  port = Number(new URL(stack.url).port)
}

/** The new version goes on line, and the page looks for it. */
async function deploy(): Promise<void> {
  await stack.stop()
  await serve('new')
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
}

async function openPage(): Promise<Page> {
  const opened = await device.newPage()
  await opened.goto('/')
  return opened
}

/** A page between two versions cannot be asked. */
const variantOf = (of: Page) => of.evaluate('globalThis.variant').catch(() => undefined)
const notice = () => page.getByRole('region', { name: 'Notice' })

describe('a new version of the app', () => {
  it('is offered, and is there after a press, with the text that stood in the box', async () => {
    await createScreen(page).prompt.fill('a text that is not sent')
    await deploy()
    await notice().getByText('A new version is ready.').waitFor()
    await page.waitForTimeout(500)
    expect(await variantOf(page)).toBe('old')
    await notice().getByRole('button', { name: 'Update' }).click()
    await expect.poll(() => variantOf(page)).toBe('new')
    await expect.poll(() => createScreen(page).prompt.inputValue()).toBe('a text that is not sent')
  })

  it('waits while a prompt is being sent, which is sent once', async () => {
    const release = Promise.withResolvers<void>()
    const sent: string[] = []
    await device.route('**/api/generate', async (route) => {
      sent.push(route.request().headers()['idempotency-key'] ?? '')
      await release.promise
      await route.continue()
    })
    await createScreen(page).prompt.fill('a red fox in the snow')
    await createScreen(page).generate.click()
    await expect.poll(() => sent.length).toBe(1)
    await deploy()
    await notice().getByRole('button', { name: 'Update' }).click()
    await notice().getByText('Updates when “a red fox in the snow” is sent.').waitFor()
    expect(await variantOf(page)).toBe('old')
    release.resolve()
    await expect.poll(() => variantOf(page)).toBe('new')
    await createScreen(page).results.getByText('a red fox in the snow').waitFor()
    expect(sent).toHaveLength(1)
  })

  it('leaves a page of the old version its own parts', async () => {
    const other = await openPage()
    await createScreen(other).prompt.fill('still being written')
    await deploy()
    await notice().getByRole('button', { name: 'Update' }).click()
    await expect.poll(() => variantOf(page)).toBe('new')
    // The new version answers for both pages now; the other one keeps its text and still loads what it has not loaded.
    await other.getByRole('region', { name: 'Notice' }).getByText('A new version is ready.').waitFor()
    expect(await variantOf(other)).toBe('old')
    await other.getByRole('link', { name: 'Gallery' }).click()
    await other.getByRole('heading', { name: 'Gallery', level: 1 }).waitFor()
    expect(await variantOf(other)).toBe('old')
    await other.getByRole('link', { name: 'Create' }).click()
    expect(await createScreen(other).prompt.inputValue()).toBe('still being written')
    await other.getByRole('button', { name: 'Update' }).click()
    await expect.poll(() => variantOf(other)).toBe('new')
  })

  it('comes to other pages too, where nothing is written', async () => {
    const other = await openPage()
    await deploy()
    await notice().getByRole('button', { name: 'Update' }).click()
    await expect.poll(() => variantOf(other)).toBe('new')
    await expect.poll(() => variantOf(page)).toBe('new')
  })
})
