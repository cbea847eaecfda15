import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'
import { type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider.ts'

let provider: ScriptedProvider
let site: TestSite

beforeAll(async () => {
  provider = await startScriptedProvider()
  site = await openSite({
    GENERIC_BASE_URL: provider.baseUrl,
    GENERIC_MODEL_ID: 'ok',
    GENERIC_LABEL: 'Fast',
    GENERIC_2_BASE_URL: provider.baseUrl,
    GENERIC_2_MODEL_ID: 'slow-3000',
    GENERIC_2_LABEL: 'Slow',
    GENERIC_3_BASE_URL: provider.baseUrl,
    GENERIC_3_MODEL_ID: 'fails',
    GENERIC_3_LABEL: 'Fails',
    GENERIC_4_BASE_URL: provider.baseUrl,
    GENERIC_4_MODEL_ID: 'refuses',
    GENERIC_4_LABEL: 'Refuses',
    GENERIC_5_BASE_URL: provider.baseUrl,
    GENERIC_5_MODEL_ID: 'garbled',
    GENERIC_5_LABEL: 'Garbled',
  })
})
afterAll(async () => {
  await site.close()
  await provider.close()
})

async function openCreate(): Promise<Page> {
  const context = await site.device()
  const page = await context.newPage()
  await page.goto('/')
  return page
}

async function choose(page: Page, names: readonly string[]): Promise<void> {
  const boxes = await page.getByRole('group', { name: 'Models' }).getByRole('checkbox').all()
  expect(boxes.length).toBeGreaterThanOrEqual(9)
  for (const box of boxes) await box.setChecked(false)
  for (const name of names) await page.getByRole('checkbox', { name, exact: true }).setChecked(true)
}

describe('one prompt to many models', () => {
  it('shows each picture as it comes, and each failure in its own cell with its own reason', async () => {
    const page = await openCreate()
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await choose(page, ['Fast', 'Slow', 'Fails', 'Refuses', 'Garbled'])
    const posts: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/generate')) posts.push(request.url())
    })
    await screen.prompt.fill('a lighthouse at dusk')
    const pressedAt = Date.now()
    await screen.generate.click()
    await screen.cell('Fast').getByRole('img').waitFor()
    expect(Date.now() - pressedAt).toBeLessThan(2500)
    expect(await screen.cell('Slow').textContent()).toMatch(/Working|Waiting/)
    await screen.cell('Fails').getByText('The provider had an error.').waitFor()
    await screen.cell('Refuses').getByText("Refused by this model's rules.").waitFor()
    await screen.cell('Garbled').getByText('The answer was not a picture.').waitFor()
    await screen.cell('Slow').getByRole('img').waitFor()
    const picture = screen.cell('Fast').getByRole('img')
    expect(await picture.getAttribute('alt')).toContain('Fast')
    expect(await picture.getAttribute('alt')).toContain('a lighthouse at dusk')
    await page.getByRole('heading', { name: '2 of 5 images' }).waitFor()
    expect(posts).toHaveLength(1)
    await page.context().close()
  })

  it('makes one job of a double press, empties and focuses the box, and takes a second prompt meanwhile', async () => {
    const page = await openCreate()
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await choose(page, ['Slow'])
    const posts: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/generate')) posts.push(request.url())
    })
    await screen.prompt.fill('first prompt')
    await screen.generate.dblclick()
    await expect.poll(() => screen.prompt.inputValue()).toBe('')
    expect(await screen.prompt.evaluate((element) => element === document.activeElement)).toBe(true)
    await screen.prompt.fill('second prompt')
    await screen.prompt.press('Control+Enter')
    await expect.poll(() => screen.prompt.inputValue()).toBe('')
    await screen.results.getByRole('img', { name: /first prompt/ }).waitFor()
    await screen.results.getByRole('img', { name: /second prompt/ }).waitFor()
    expect(posts).toHaveLength(2)
    await page.context().close()
  })

  it('keeps a text over the limit whole, says by how much, and sends nothing', async () => {
    const page = await openCreate()
    const screen = createScreen(page)
    await screen.prompt.fill('x'.repeat(5000))
    expect(await screen.prompt.inputValue()).toHaveLength(5000)
    await page.getByText('4,000 over').first().waitFor()
    let posted = false
    page.on('request', (request) => {
      posted ||= request.method() === 'POST'
    })
    await screen.generate.click()
    expect(await screen.prompt.getAttribute('aria-invalid')).toBe('true')
    expect(posted).toBe(false)
    await screen.prompt.fill('x'.repeat(1000))
    expect(await screen.prompt.getAttribute('aria-invalid')).not.toBe('true')
    await page.context().close()
  })

  it('keeps a prompt on the device while the server is away, over a reload too, and sends it when asked', async () => {
    const page = await openCreate()
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await choose(page, ['Fast'])
    const before = provider.calls('ok')
    await page.context().route('**/api/generate', (route) => route.abort())
    await screen.prompt.fill('kept text')
    await screen.generate.click()
    await expect.poll(() => screen.status.textContent()).toContain('Saved on this device.')
    expect(await screen.prompt.inputValue()).toBe('')
    await page.reload()
    // The frame's own link would open another page, and a send that this cuts off is waited for as long as its lease.
    await page.locator('nav a[aria-current="page"]').waitFor()
    await page.getByRole('link', { name: 'Outbox' }).click()
    const item = page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
    await item.getByText(/Waiting for network/).waitFor()
    expect(await item.count()).toBe(1)
    expect(await page.title()).toMatch(/^\(1\) /)
    await page.context().unroute('**/api/generate')
    await item.getByRole('button', { name: 'Try now' }).click()
    await page.getByText('Nothing is waiting.').waitFor()
    await page.getByRole('link', { name: 'Create' }).click()
    await screen.results.getByRole('img', { name: /kept text/ }).waitFor()
    expect(provider.calls('ok') - before).toBe(1)
    await page.context().close()
  })
})

describe('an answer that was lost', () => {
  it('is asked for again with the same id, so that there is one job', async () => {
    const page = await openCreate()
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await choose(page, ['Fast'])
    const before = provider.calls('ok')
    let lost = false
    await page.context().route('**/api/generate', async (route) => {
      if (lost) return route.continue()
      lost = true
      await route.fetch()
      await route.abort()
    })
    await screen.prompt.fill('lost answer')
    await screen.generate.click()
    await expect.poll(() => lost).toBe(true)
    await screen.results.getByRole('img', { name: /lost answer/ }).waitFor()
    expect(provider.calls('ok') - before).toBe(1)
    await page.context().close()
  })
})
