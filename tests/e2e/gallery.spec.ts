import { createHash } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Download, Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SKETCH_NOTE } from '#contract/models.ts'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'
import { readZip } from '../support/read-zip.ts'
import { removeFolder } from '../support/remove-folder.ts'
import { makePictures, waitForJob } from '../support/send-prompt.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const make = (prompt: string, models: readonly string[]) => makePictures(site.server().url, prompt, models)

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

  it('lets the models wait for its pictures, but not for whoever goes on to write', async () => {
    const page = await (await site.device()).newPage()
    // No long timer ends by itself, so that only what is done makes a difference.
    await page.addInitScript(() => {
      const { setTimeout } = window
      const withoutLong = (work: TimerHandler, ms = 0, ...given: unknown[]) => {
        return ms < 2000 ? setTimeout(work, ms, ...given) : 0
      }
      Object.assign(window, { setTimeout: withoutLong })
    })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto('/gallery')
    await page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem').first().waitFor()
    expect(asked).not.toContain('/api/models')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Create' }).click()
    await createScreen(page).models.getByRole('checkbox').first().waitFor()
    expect(asked.filter((path) => path === '/api/models')).toHaveLength(1)
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

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytesOf = async (download: Download) => readFile(await download.path())
const openGallery = async (page: Page) => {
  await page.goto('/gallery')
  const tiles = page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem')
  await tiles.first().waitFor()
  return tiles
}

describe('what leaves the gallery', () => {
  it("is the provider's bytes under their true type, from the tile and from the picture, and the page stays", async () => {
    const jobId = await make('a red barn', ['sketch:poster'])
    const { results } = await waitForJob(site.server().url, jobId)
    const [result] = results
    if (result?.status !== 'completed') throw new Error('The picture was not made.')
    const page = await (await site.device()).newPage()
    const tiles = await openGallery(page)
    const tile = tiles.filter({ has: page.getByRole('img', { name: /a red barn/ }) })
    const [fromTile] = await Promise.all([
      page.waitForEvent('download'),
      tile.getByRole('button', { name: 'Download' }).click(),
    ])
    await tile.getByRole('link').click()
    const [fromView] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: 'Download' }).click(),
    ])
    for (const download of [fromTile, fromView]) {
      const bytes = await bytesOf(download)
      expect(sha256(bytes)).toBe(result.image.sha256)
      expect(download.suggestedFilename()).toMatch(/^a-red-barn.*\.png$/)
      expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    }
    expect(new URL(page.url()).pathname).toBe(`/g/${jobId}`)
    await page.context().close()
  })

  it('is handed to another app as the file itself, at the second press where the first one came too early', async () => {
    const jobId = await make('a paper boat', ['sketch:poster'])
    const { results } = await waitForJob(site.server().url, jobId)
    const [result] = results
    if (result?.status !== 'completed') throw new Error('The picture was not made.')
    const page = await (await site.device()).newPage()
    // This browser hands files to nobody; its sheet is stood in for.
    await page.addInitScript(standInForShareSheet)
    await page.goto(`/g/${jobId}`)
    const share = page.getByRole('dialog').getByRole('button', { name: 'Share' })
    await share.click()
    await page.getByText('Ready to be shared. Press Share again.').first().waitFor({ state: 'attached' })
    await share.click()
    const shared = () => page.evaluate(() => JSON.parse(document.documentElement.dataset.shared ?? 'null'))
    await expect.poll(shared).toMatchObject({ type: 'image/png', sha256: result.image.sha256 })
    expect((await shared()).name).toMatch(/^a-paper-boat.*\.png$/)
    await page.context().close()
  })

  it('is a zip with every picture, a list, and a page that shows them from a folder', async () => {
    await make('two owls', ['sketch:poster', 'sketch:pixel'])
    await make('"three" <owls> & a moon', ['sketch:watercolour'])
    const page = await (await site.device()).newPage()
    await openGallery(page)
    await page.getByRole('searchbox').fill('owls')
    await page.getByText(/^2 of/).waitFor()
    await page.getByRole('button', { name: 'Select' }).click()
    for (const name of [/two owls/, /three/]) await page.getByRole('link', { name }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('toolbar').getByRole('button', { name: 'Save as zip' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^pixel-prompt-\d{4}-\d\d-\d\d\.zip$/)
    await page.getByText('Saved 3 pictures as a zip.').waitFor()
    const files = readZip(await bytesOf(download))
    const list = v.parse(ZipList, JSON.parse(String(files.get('pictures.json'))))
    expect([...files.keys()]).toEqual([...list.map(({ file }) => file), 'pictures.json', 'contact-sheet.html'])
    expect(list.map(({ prompt }) => prompt).sort()).toEqual(['"three" <owls> & a moon', 'two owls', 'two owls'])
    for (const { file, sha256: digest, note, time } of list) {
      expect(sha256(files.get(file) ?? Buffer.of())).toBe(digest)
      expect(file).toMatch(/^00[1-3]-.*\.png$/)
      expect(note).toBe(SKETCH_NOTE)
      expect(Number.isNaN(Date.parse(time))).toBe(false)
    }
    const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-zip-'))
    await writeFile(join(folder, 'contact-sheet.html'), files.get('contact-sheet.html') ?? '')
    const requests: string[] = []
    const sheet = await (await site.device({ offline: true })).newPage()
    sheet.on('request', (request) => requests.push(request.url().slice(0, 8)))
    await sheet.goto(pathToFileURL(join(folder, 'contact-sheet.html')).href)
    const images = sheet.getByRole('img')
    expect(await images.count()).toBe(3)
    expect(await images.first().evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(320)
    expect(requests.filter((url) => url.startsWith('http'))).toEqual([])
    await sheet.getByText('"three" <owls> & a moon').waitFor()
    await removeFolder(folder)
    await sheet.context().close()
    await page.context().close()
  })

  it('names the pictures that a zip lacks', async () => {
    await make('a lost goat', ['sketch:poster', 'sketch:pixel'])
    const page = await (await site.device()).newPage()
    await page.context().route('**/sketch-pixel/original', (route) => route.fulfill({ status: 503, body: '' }))
    await openGallery(page)
    await page.getByRole('searchbox').fill('lost goat')
    await page.getByRole('button', { name: 'Select' }).click()
    await page.getByRole('link', { name: /lost goat/ }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('toolbar').getByRole('button', { name: 'Save as zip' }).click(),
    ])
    const dialog = page.getByRole('dialog', { name: 'Save as zip' })
    await dialog.getByText('1 picture is missing in the zip:').waitFor()
    await dialog.getByText(/Pixel .*: a lost goat/).waitFor()
    const list = String(readZip(await bytesOf(download)).get('pictures.json'))
    expect(list).toContain('"missing": "Its file could not be loaded."')
    await page.context().close()
  })
})

describe('what this device has made', () => {
  it('can be deleted by keys alone, and the focus goes to the next picture', async () => {
    const page = await (await site.device()).newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await screen.prompt.fill('my own duck')
    await screen.generate.click()
    await screen.pictures.first().waitFor({ timeout: 20_000 })
    await page.getByRole('navigation').getByRole('link', { name: 'Gallery' }).click()
    const own = page.getByRole('list', { name: 'Gallery images' }).getByRole('link', { name: /my own duck/ })
    await own.focus()
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Delete')
    await page.keyboard.press('Enter')
    await own.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A')
    await page.getByRole('region', { name: 'Notice' }).getByRole('button', { name: 'Undo' }).click()
    await own.waitFor()
    await page.context().close()
  })
})

/** Refuses the first file, as a browser does whose press is too long ago, and then notes what it is given. */
function standInForShareSheet(): void {
  let isFirst = true
  navigator.canShare = (data) => data?.files?.every(({ type }) => type.startsWith('image/')) ?? false
  navigator.share = async (data) => {
    if (isFirst) {
      isFirst = false
      throw new DOMException('Too late.', 'NotAllowedError')
    }
    const [file] = data?.files ?? []
    if (file === undefined) throw new TypeError('There is no file.')
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    const { name, type } = file
    document.documentElement.dataset.shared = JSON.stringify({ name, type, sha256: digest.toHex() })
  }
}

const ZipList = v.array(
  v.object({ file: v.string(), prompt: v.string(), time: v.string(), sha256: v.string(), note: v.string() }),
)
