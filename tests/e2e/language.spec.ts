import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang)
const box = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })

async function open(locale: string): Promise<{ device: BrowserContext; page: Page; translations: string[] }> {
  const device = await site.device({ locale })
  const page = await device.newPage()
  const translations: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/assets/german')) translations.push(request.url())
  })
  return { device, page, translations }
}

describe('the language', () => {
  it('is that of the browser, without a network too, until another is chosen, which keeps the draft', async () => {
    const { device, page } = await open('de-DE')
    await page.goto('/')
    await heading(page, 'Erstellen').waitFor()
    // The heading stands in the page itself, the title comes with the app.
    await expect.poll(() => page.title()).toBe('Erstellen – Pixel Prompt')
    expect(await languageOf(page)).toBe('de')
    await page.getByText('Bereit zur Nutzung ohne Netz.').first().waitFor()

    await device.setOffline(true)
    await page.reload()
    await heading(page, 'Erstellen').waitFor()
    expect(await languageOf(page)).toBe('de')

    await box(page).fill('ein Fuchs im Schnee')
    await page.getByRole('navigation').getByRole('link', { name: 'Optionen' }).click()
    await page.getByRole('radio', { name: 'English' }).check()
    await heading(page, 'Settings').waitFor()
    expect(await languageOf(page)).toBe('en')
    await page.getByRole('navigation').getByRole('link', { name: 'Create' }).click()
    expect(await box(page).inputValue()).toBe('ein Fuchs im Schnee')
    await device.close()
  })

  it('costs nothing where it is English', async () => {
    const { device, page, translations } = await open('en-US')
    await page.goto('/')
    await heading(page, 'Create').waitFor()
    expect(translations).toEqual([])
    await device.close()
  })

  it('is English where the translation cannot be loaded, and everything works', async () => {
    const { device, page, translations } = await open('de-DE')
    await device.route('**/assets/german*', (route) => route.abort())
    await page.goto('/')
    await heading(page, 'Create').waitFor()
    expect(translations.length).toBeGreaterThan(0)
    expect(await languageOf(page)).toBe('en')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByText('Write a prompt first.').waitFor()
    await device.close()
  })
})
