import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

describe('work under way', () => {
  it('is there again after a reload, and under its own address in another browser', async () => {
    const device = await site.device()
    const page = await device.newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.prompt.fill('mountains at dawn')
    const accepted = page.waitForResponse((response) => response.url().endsWith('/api/generate'))
    await screen.generate.click()
    const { jobId }: { jobId: string } = await (await accepted).json()
    await page.reload()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)

    const other = await (await site.device()).newPage()
    await other.goto(`/j/${jobId}`)
    await expect.poll(() => createScreen(other).pictures.count(), { timeout: 20_000 }).toBe(4)
    await other.context().close()
    await device.close()
  })

  it('survives a kill of the server', async () => {
    const device = await site.device()
    const page = await device.newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.prompt.fill('a castle in the fog')
    const accepted = page.waitForResponse((response) => response.url().endsWith('/api/generate'))
    await screen.generate.click()
    await accepted
    await site.restart('SIGKILL')
    await expect.poll(() => screen.results.getByRole('img', { name: /castle/ }).count(), { timeout: 40_000 }).toBe(4)
    await device.close()
  })

  it('keeps a draft over a reload', async () => {
    const device = await site.device()
    const page = await device.newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.prompt.fill('half a thou')
    await page.waitForTimeout(600)
    await page.reload()
    await expect.poll(() => screen.prompt.inputValue()).toBe('half a thou')
    await device.close()
  })

  it('says so when a job is not known', async () => {
    const page = await (await site.device()).newPage()
    await page.goto('/j/0190a8b5-0000-7000-8000-000000000001')
    await page.getByText('This job is not known here. It may have been deleted.').waitFor()
    await page.getByRole('link', { name: 'Write a prompt' }).click()
    await createScreen(page).prompt.waitFor()
    await page.context().close()
  })
})
