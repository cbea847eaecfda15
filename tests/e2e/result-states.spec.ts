import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'
import { answerError, type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider.ts'

let provider: ScriptedProvider
let site: TestSite

beforeAll(async () => {
  provider = await startScriptedProvider({
    modes: {
      busy: ({ response }) => answerError(response, 429, 'rate_limit_exceeded', { 'retry-after': '40' }),
    },
  })
  site = await openSite({
    SPEND_PER_DAY_USD: '0.5',
    ...server(1, 'ok', 'Fast'),
    ...server(2, 'fails', 'Fails'),
    ...server(3, 'refuses', 'Refuses'),
    ...server(4, 'busy', 'Busy'),
    ...server(5, 'slow-3000', 'Slow'),
    ...server(6, 'hang', 'Dear'),
    GENERIC_4_TIMEOUT_S: '20',
    GENERIC_6_PRICE_USD: '1',
  })
})
afterAll(async () => {
  await site.close()
  await provider.close()
})

function server(number: number, mode: string, label: string): Record<string, string> {
  const prefix = number === 1 ? 'GENERIC' : `GENERIC_${number}`
  return {
    [`${prefix}_BASE_URL`]: provider.baseUrl,
    [`${prefix}_MODEL_ID`]: mode,
    [`${prefix}_LABEL`]: label,
    [`${prefix}_PRICE_USD`]: '0.04',
  }
}

async function send(labels: readonly string[], prompt = 'a lighthouse at dusk'): Promise<Page> {
  const page = await (await site.device()).newPage()
  await page.goto('/')
  const screen = createScreen(page)
  await screen.models.getByRole('checkbox').first().waitFor()
  for (const box of await screen.models.getByRole('checkbox').all()) {
    const label = await box.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '')
    await box.setChecked(labels.includes(label))
  }
  await screen.prompt.fill(prompt)
  await screen.generate.click()
  return page
}

describe('the states of a result', () => {
  it('a failed cell is tried again alone, at its price, and the others keep their pictures', async () => {
    const page = await send(['Fast', 'Fails'])
    const { cell } = createScreen(page)
    await cell('Fast').getByRole('img').waitFor()
    const address = await cell('Fast').getByRole('img').getAttribute('src')
    const retry = cell('Fails').getByRole('button', { name: 'Retry' })
    await retry.waitFor()
    expect(await cell('Fails').getByText('about $0.04').count()).toBe(1)
    const before = provider.calls('fails')
    await retry.dblclick()
    await cell('Fails').getByText('Attempt 2').waitFor()
    await cell('Fails').getByRole('button', { name: 'Retry' }).waitFor()
    expect(provider.calls('fails')).toBe(before + 1)
    expect(await cell('Fast').getByRole('img').getAttribute('src')).toBe(address)
    expect(await cell('Fast').getByText('about $0.04 (estimate)').count()).toBe(1)
    await page.context().close()
  })

  it('a refused cell offers the prompt for editing and nothing else', async () => {
    const page = await send(['Refuses'])
    const { cell, prompt } = createScreen(page)
    await cell('Refuses').getByText("Refused by this model's rules.").waitFor()
    expect(await cell('Refuses').getByRole('button').allTextContents()).toEqual(['Edit prompt'])
    await cell('Refuses').getByRole('button', { name: 'Edit prompt' }).click()
    expect(await prompt.inputValue()).toBe('a lighthouse at dusk')
    expect(await prompt.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(provider.calls('refuses')).toBe(1)
    await page.context().close()
  })

  it('a busy provider is counted down to', async () => {
    const page = await send(['Busy'])
    const { cell } = createScreen(page)
    await cell('Busy')
      .getByText(/The provider is busy\. Try again in \d+ s\./)
      .waitFor()
    expect(await cell('Busy').getByRole('button', { name: 'Retry' }).getAttribute('aria-disabled')).toBe('true')
    await page.context().close()
  })

  it('a job under way can be canceled, and what a model is at work on is kept', async () => {
    const page = await send(['Slow'])
    const screen = createScreen(page)
    await screen
      .cell('Slow')
      .getByText(/Working/)
      .waitFor()
    await screen.results.getByRole('button', { name: 'Cancel' }).click()
    await screen.cell('Slow').getByRole('img').waitFor()
    await page.context().close()
  })

  it('a prompt that the money of the day does not cover waits on the device, and says until when', async () => {
    const page = await send(['Dear'], 'a palace of gold')
    const screen = createScreen(page)
    await screen.results.getByRole('heading', { name: /Waiting for today's spending limit\. Resets at / }).waitFor()
    expect(await screen.prompt.inputValue()).toBe('')
    expect(provider.calls('hang')).toBe(0)
    await page.context().close()
  })
})

describe('a job that nobody works on yet', () => {
  it('ends at once when it is canceled', async () => {
    const idle = await openSite({ WORKER: 'off' })
    const page = await (await idle.device()).newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await screen.prompt.fill('a lighthouse at dusk')
    await screen.generate.click()
    await screen.results.getByText('Waiting to start').first().waitFor()
    await screen.results.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => screen.results.getByText('Cancelled before it started.').count()).toBe(4)
    expect(await screen.results.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
    await idle.close()
  })
})
