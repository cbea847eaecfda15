import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import { openSite, type TestSite } from '../support/app-page.ts'
import { sendPrompt, waitForJob } from '../support/send-prompt.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

async function make(prompt: string, models: readonly string[]): Promise<string> {
  const { url } = site.server()
  const jobId = mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))
  await sendPrompt({ url, jobId, body: { prompt, models } })
  await waitForJob(url, jobId)
  return jobId
}

describe('the gallery', () => {
  it('says when there is nothing', async () => {
    const page = await (await site.device()).newPage()
    await page.goto('/gallery')
    await page.getByText('No pictures yet.').waitFor()
    await page.context().close()
  })

  it('lists what was made, newest first, and opens one with its pictures, prompt and models', async () => {
    await make('an old windmill', ['sketch:poster'])
    const newer = await make('a quiet harbor', ['sketch:poster', 'sketch:pixel'])
    const page = await (await site.device()).newPage()
    const failed: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`)
    })
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Gallery' }).click()
    const tiles = page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem')
    await expect.poll(() => tiles.count()).toBe(2)
    expect(await tiles.first().getByRole('img').getAttribute('alt')).toContain('a quiet harbor')
    await tiles.first().getByRole('link').click()
    const dialog = page.getByRole('dialog', { name: 'Image' })
    await dialog.getByText('a quiet harbor').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/g/${newer}`)
    await expect
      .poll(() =>
        dialog
          .getByRole('img')
          .first()
          .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
      )
      .toBeGreaterThan(300)
    await dialog.getByRole('button', { name: 'Close' }).click()
    expect(new URL(page.url()).pathname).toBe('/gallery')
    expect(failed).toEqual([])
    await page.context().close()
  })

  it('says when it cannot be loaded, and never looks empty instead', async () => {
    const page = await (await site.device()).newPage()
    // Of the whole device: once it is there, the service worker asks in the page's place.
    await page.context().route('**/api/gallery/list*', (route) => route.fulfill({ status: 503, body: 'proxy' }))
    await page.goto('/gallery')
    await page.getByText('The gallery could not be loaded.').waitFor({ timeout: 20_000 })
    expect(await page.getByText('No pictures yet.').count()).toBe(0)
    await page.context().unroute('**/api/gallery/list*')
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem').first().waitFor()
    await page.context().close()
  })
})
