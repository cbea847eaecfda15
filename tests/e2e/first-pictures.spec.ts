import type { BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type TestSite } from '../support/app-page.ts'
import { openHeld } from '../support/open-held.ts'
import { makePictures } from '../support/send-prompt.ts'

const PHONE = { width: 360, height: 780 }
const WIDE = { width: 1440, height: 900 }

let site: TestSite
/** The oldest first; more than a window of a phone has room for. */
const jobs: string[] = []
beforeAll(async () => {
  site = await openSite()
  for (let number = 1; number <= 6; number += 1) {
    jobs.push(await makePictures(site.server().url, `kite number ${number}`, ['sketch:poster', 'sketch:pixel']))
  }
})
afterAll(() => site.close())

const isApp = (url: URL) => url.pathname.startsWith('/assets/') && !url.pathname.includes('first-pictures')

/** A first visit, with every file of the app held back until it is let through. */
const openFirst = (device: BrowserContext, path: string) => openHeld(device, path, isApp)

const layer = (page: Page) => page.locator('#first-pictures')
const areSeen = (page: Page) =>
  expect
    .poll(() =>
      layer(page)
        .locator('img')
        .evaluateAll((images) => images.length > 0 && images.every((image) => (image as HTMLImageElement).complete)),
    )
    .toBe(true)

const rectsOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return { x, y, width, height }
    }),
  )

const sourcesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((images) => images.map((image) => (image as HTMLImageElement).currentSrc))

const isPicture = (path: string) => path.startsWith('/images/')

describe.each([
  ['a phone', PHONE],
  ['a wide window', WIDE],
] as const)('the pictures before the app, on %s', (_name, viewport) => {
  it('stand in the gallery where the app puts them, are loaded once, and nothing moves', async () => {
    const device = await site.device({ viewport, serviceWorkers: 'block' })
    const { page, asked, letThrough } = await openFirst(device, '/gallery')
    await areSeen(page)
    const pictures = await rectsOf(page, '#first-pictures img')
    const tools = await rectsOf(page, '.first-field, .first-check')
    const captions = await layer(page).locator('a > span').allInnerTexts()
    expect(captions[0]).toContain('kite number 6')
    letThrough()
    await layer(page).waitFor({ state: 'detached' })
    const list = '[aria-label="Gallery images"]'
    expect((await rectsOf(page, `${list} img`)).slice(0, pictures.length)).toEqual(pictures)
    expect((await page.locator(`${list} a > span`).allInnerTexts()).slice(0, captions.length)).toEqual(captions)
    const [search, select, ...rest] = await rectsOf(page, '[data-sticks] > *, [data-sticks] + div > *')
    expect([search, select, ...rest].map((rect) => rect?.y)).toEqual(tools.map(({ y }) => y))
    expect([search, ...rest.slice(0, 2)]).toEqual([tools[0], ...tools.slice(2, 4)])
    expect(await page.evaluate('shifts')).toEqual([])
    const loaded = asked.filter(isPicture)
    expect(loaded).toHaveLength(new Set(loaded).size)
    await device.close()
  })

  it.each([
    ['of the newest entries', 5],
    ['of one that the list does not tell of', 0],
  ])('stand at the address of one picture, %s', async (_which, number) => {
    const device = await site.device({ viewport, serviceWorkers: 'block' })
    if (number === 0) await onlyList(device, 3)
    const { page, asked, letThrough } = await openFirst(device, `/g/${jobs[number]}`)
    await areSeen(page)
    const picture = await rectsOf(page, '#first-pictures img')
    const sources = await sourcesOf(page, '#first-pictures img')
    const words = await rectsOf(page, '#first-pictures p')
    expect(await layer(page).locator('p').innerText()).toBe(`kite number ${number + 1}`)
    letThrough()
    await layer(page).waitFor({ state: 'detached' })
    const stage = 'dialog [class*="_stage_"]'
    expect(await rectsOf(page, `${stage} img`)).toEqual(picture)
    await expect.poll(() => sourcesOf(page, `${stage} img`)).toEqual(sources)
    expect((await rectsOf(page, 'dialog [class*="_prompt_"]'))[0]?.y).toBeCloseTo(
      (words[0]?.y ?? 0) + (viewport === PHONE ? 16 : 8),
    )
    expect(await page.evaluate('shifts')).toEqual([])
    expect(asked.filter((path) => path === new URL(sources[0] ?? '').pathname)).toHaveLength(1)
    await device.close()
  })
})

/** The list as it was when there were so many pictures fewer. */
async function onlyList(device: BrowserContext, amount: number): Promise<void> {
  await device.route('**/api/gallery/list*', async (route) => {
    const response = await route.fetch()
    const { galleries } = (await response.json()) as { galleries: unknown[] }
    await route.fulfill({ response, json: { galleries: galleries.slice(0, amount) } })
  })
}

describe('the app behind its first pictures', () => {
  it('is asked for when they are seen', async () => {
    const device = await site.device({ viewport: PHONE, serviceWorkers: 'block' })
    const gate = Promise.withResolvers<void>()
    await device.route('**/images/**', async (route) => {
      await gate.promise
      await route.continue()
    })
    const { page, asked, letThrough } = await openFirst(device, '/gallery')
    await layer(page).locator('li').first().waitFor()
    const isAsked = () => asked.some((path) => path.startsWith('/assets/index-') && path.endsWith('.js'))
    expect(isAsked()).toBe(false)
    gate.resolve()
    await expect.poll(isAsked).toBe(true)
    letThrough()
    await layer(page).waitFor({ state: 'detached' })
    await device.close()
  })

  it.each([
    ['pictures do not come', '**/images/**'],
    ['the list does not come', '**/api/gallery/list*'],
  ])('does not wait for long where %s', async (_what, address) => {
    const device = await site.device({ viewport: PHONE, serviceWorkers: 'block' })
    const held: Route[] = []
    await device.route(address, (route) => void held.push(route))
    const { page, letThrough } = await openFirst(device, '/gallery')
    letThrough()
    await page.getByRole('searchbox', { name: 'Search prompts' }).waitFor({ timeout: 5000 })
    await Promise.all(held.map((route) => route.continue()))
    await page
      .getByRole('img', { name: /kite number 6/ })
      .first()
      .waitFor()
    await layer(page).waitFor({ state: 'detached' })
    await device.close()
  })

  it.each([
    ['no list', '**/api/gallery/list*', '/gallery', 'The gallery could not be loaded.'],
    [
      'no such picture',
      '**/api/gallery/0*',
      `/g/0192d3a4-5b6c-7d8e-9f01-23456789abcd`,
      'This picture could not be loaded.',
    ],
  ])('tells what is wrong where there is %s', async (_what, address, path, said) => {
    const device = await site.device({ viewport: PHONE, serviceWorkers: 'block' })
    await device.route(address, (route) => route.fulfill({ status: 500, body: 'no json' }))
    const { page, letThrough } = await openFirst(device, path)
    letThrough()
    await page.getByText(said).first().waitFor()
    expect(await layer(page).count()).toBe(0)
    await device.close()
  })

  it('is there at once where a worker has it', async () => {
    const device = await site.device({ viewport: PHONE })
    const page = await device.newPage()
    await page.goto('/')
    await page.getByText('Ready to use offline.').first().waitFor()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto('/gallery')
    await page
      .getByRole('img', { name: /kite number 6/ })
      .first()
      .waitFor()
    expect(asked.filter((path) => path.includes('first-pictures'))).toEqual([])
    await device.close()
  })

  it('leads on where its pictures are pressed before it is there', async () => {
    const device = await site.device({ viewport: PHONE, serviceWorkers: 'block' })
    const { page, letThrough } = await openFirst(device, '/gallery')
    await layer(page)
      .getByRole('link', { name: /kite number 5/ })
      .click()
    await page.waitForURL(`**/g/${jobs[4]}`, { waitUntil: 'commit' })
    await layer(page).getByText('kite number 5').waitFor()
    await layer(page).getByRole('link', { name: 'Close' }).click()
    await page.waitForURL('**/gallery', { waitUntil: 'commit' })
    await layer(page)
      .getByRole('link', { name: /kite number 6/ })
      .waitFor()
    letThrough()
    await layer(page).waitFor({ state: 'detached' })
    await device.close()
  })

  it.each(['Settings', 'Create'])('takes them away with the screen that they are of: to %s', async (name) => {
    const device = await site.device({ viewport: PHONE, serviceWorkers: 'block' })
    const { page, letThrough } = await openFirst(device, '/gallery')
    // The app begins; the gallery's own code does not come.
    await page.route('**/assets/gallery-page-*.js', () => undefined)
    await layer(page).locator('li').first().waitFor()
    letThrough()
    await page.locator('nav a[aria-current="page"]').waitFor()
    expect(await layer(page).count()).toBe(1)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await layer(page).waitFor({ state: 'detached', timeout: 5000 })
    await device.close()
  })

  it('takes them away where it has to say that a part of it is missing', async () => {
    const device = await site.device({ viewport: PHONE, serviceWorkers: 'block' })
    const { page, letThrough } = await openFirst(device, `/g/${jobs[5]}`)
    await page.route('**/assets/gallery-page-*.js', (route) => route.abort())
    await layer(page).locator('img').waitFor()
    letThrough()
    await page.getByText('This version of the app is too old to show this part.').waitFor()
    expect(await layer(page).count()).toBe(0)
    await device.close()
  })
})
