import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusedTexts } from '../../infra/first-paint.ts'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'
import { openHeld } from '../support/open-held.ts'

const JOB = '0192d3a4-5b6c-7d8e-9f01-23456789abcd'
const PHONE = { width: 360, height: 780 }
const WIDE = { width: 1440, height: 900 }

/** The parts of the frame, in the first paint and in the app. */
const PARTS = {
  navigation: ['nav', 'nav'],
  links: ['nav a', 'nav a'],
  icons: ['nav svg', 'nav svg'],
  heading: ['main h1[data-of="create"]', 'main h1'],
  composer: ['.first-box', '[class*="composer"]'],
  label: ['.first-head b', 'label[for="prompt"]'],
  ideas: ['.first-ideas', '[class*="_ideas_"]'],
  card: ['.first-card', '[class*="card"]'],
  generate: ['.first-send .first-button', 'form button[type="submit"]'],
  hint: ['.first-foot p', '#prompt-message'],
  improve: ['.first-foot .first-button', '#improve'],
} as const

/** Those of them that have words, and the counter. */
const WORDED = [
  ...[PARTS.links, PARTS.heading, PARTS.label, PARTS.generate, PARTS.hint, PARTS.improve],
  ['.first-head .first-quiet', '[class*="_counter_"]'],
] as const

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const rectsOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return { x, y, width, height, path: element.querySelector('path')?.getAttribute('d') }
    }),
  )

async function measure(page: Page, side: 0 | 1) {
  const parts = Object.entries(PARTS).map(async ([name, selectors]) => [name, await rectsOf(page, selectors[side])])
  return Object.fromEntries(await Promise.all(parts))
}

const wordsOf = (page: Page, side: 0 | 1) =>
  page.locator(WORDED.map((selectors) => selectors[side]).join(', ')).allInnerTexts()

/** What is seen, apart from the way around. */
const seenIn = (page: Page) =>
  page.locator('main').evaluate((main) => (main instanceof HTMLElement ? main.innerText : ''))

describe.each([
  ['a phone, light', PHONE, 'light', 'rgb(250, 250, 250)'],
  ['a phone, dark', PHONE, 'dark', 'rgb(18, 20, 22)'],
  ['a phone on its side', { width: 640, height: 400 }, 'light', 'rgb(250, 250, 250)'],
  ['a wide window, light', WIDE, 'light', 'rgb(250, 250, 250)'],
  ['a wide window, dark', WIDE, 'dark', 'rgb(18, 20, 22)'],
] as const)('the first paint on %s', (_name, viewport, colorScheme, background) => {
  it('stands before any file is there, where the app puts it, and nothing moves', async () => {
    const device = await site.device({ viewport, colorScheme })
    const { page, letThrough } = await openHeld(device, '/')
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(background)
    const before = await measure(page, 0)
    letThrough()
    await page.locator('#prompt').waitFor()
    expect(before).toEqual(await measure(page, 1))
    await page.getByRole('group', { name: 'Models' }).getByRole('checkbox').first().waitFor()
    expect(await page.evaluate('shifts')).toEqual([])
    await device.close()
  })
})

describe('the first paint of an address', () => {
  it.each([
    ['/', /^Create\s+Your pictures appear here\..*Prompt\s+0 of 1,000\s+Generate\s+Describe a.*Improve prompt$/s],
    [`/j/${JOB}`, /^Create\s+Prompt/],
    ['/gallery', /^Gallery\s+Search prompts\s+Select\s+All models.*Mine only$/s],
    [`/g/${JOB}`, /^Gallery\s+Search prompts/],
    ['/outbox', /^Outbox\s+Nothing is waiting\..*Write a prompt$/s],
    ['/settings', /^Settings$/],
  ])('is the frame of its own screen: %s', async (path, seen) => {
    const device = await site.device({ viewport: PHONE })
    const { page, letThrough } = await openHeld(device, path)
    expect((await seenIn(page)).trim()).toMatch(seen)
    const [heading] = await rectsOf(page, 'main h1:visible')
    letThrough()
    await page.locator('main h1:not([data-of])').first().waitFor()
    expect((await rectsOf(page, 'main h1:visible'))[0]).toEqual(heading)
    await device.close()
  })

  it.each([
    ['/', '.first-empty[data-empty-of="create"]', '[class*="_results_"] [data-empty]', 'en-US'],
    ['/', '.first-empty[data-empty-of="create"]', '[class*="_results_"] [data-empty]', 'de-DE'],
    ['/outbox', '.first-empty[data-empty-of="outbox"]', 'main [class*="_empty_"]', 'en-US'],
    ['/outbox', '.first-empty[data-empty-of="outbox"]', 'main [class*="_empty_"]', 'de-DE'],
  ])('says what an empty device has to say, where the app says it: %s', async (path, first, later, locale) => {
    const device = await site.device({ viewport: PHONE, locale })
    const { page, letThrough } = await openHeld(device, path)
    const lines = await rectsOf(page, `${first}, ${first} > *`)
    const words = await page.locator(first).innerText()
    letThrough()
    await page.locator(later).waitFor()
    expect(await rectsOf(page, `${later}, ${later} > *`)).toEqual(lines)
    expect(await page.locator(later).innerText()).toBe(words)
    await device.close()
  })

  it.each(['en-US', 'de-DE'])('is in the words of the app: %s', async (locale) => {
    const device = await site.device({ viewport: WIDE, locale })
    const { page, letThrough } = await openHeld(device, '/')
    const before = await wordsOf(page, 0)
    letThrough()
    await page.locator('#prompt').waitFor()
    expect(before).toEqual(await wordsOf(page, 1))
    await device.close()
  })

  it('claims no emptiness where there is something to show', async () => {
    // Files that a worker serves could not be held back.
    const device = await site.device({ viewport: PHONE, serviceWorkers: 'block' })
    const page = await device.newPage()
    await page.goto('/')
    const { prompt, generate, results, pictures } = createScreen(page)
    await device.route('**/api/generate', (route) => route.abort())
    await prompt.fill('a lighthouse')
    await generate.click()
    await results.getByText('Waiting').first().waitFor()
    for (const path of ['/', '/outbox']) {
      const held = await openHeld(device, path)
      expect(await seenIn(held.page)).not.toMatch(/appear here|Nothing is waiting/)
      await held.page.close()
    }
    await device.unroute('**/api/generate')
    await page.reload()
    await pictures.nth(3).waitFor()
    await page.waitForFunction(() => localStorage.getItem('filled') === 'create')
    const [create, outbox] = [await openHeld(device, '/'), await openHeld(device, '/outbox')]
    expect(await seenIn(create.page)).not.toMatch('appear here')
    expect(await seenIn(outbox.page)).toMatch('Nothing is waiting')
    await device.close()
  })

  it('claims no emptiness where a worker is there and nothing was noted', async () => {
    const device = await site.device({ viewport: PHONE })
    const page = await device.newPage()
    await page.goto('/')
    await page.waitForFunction(() => localStorage.getItem('filled') === '')
    await page.getByRole('region', { name: 'Notice' }).getByText('Ready to use offline.').waitFor()
    const seenFirst = async () => {
      await page.goto('/outbox', { waitUntil: 'commit' })
      return page.evaluate(() => document.documentElement.dataset.empty)
    }
    expect(await seenFirst()).toBe('outbox')
    await page.evaluate(() => localStorage.removeItem('filled'))
    expect(await seenFirst()).toBeUndefined()
    await device.close()
  })

  it('is painted whole, however slowly the page comes', async () => {
    const page = await (await fetch(site.server().url)).text()
    const middle = page.indexOf('<li>') + 200
    const slow = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.write(page.slice(0, middle))
      setTimeout(() => response.end(page.slice(middle)), 500)
    })
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
    const device = await site.browser.newContext({ viewport: PHONE })
    const { port } = slow.address() as AddressInfo
    const held = await openHeld(device, `http://127.0.0.1:${port}/`)
    expect(await seenIn(held.page)).toMatch(/Improve prompt$/)
    expect(await held.page.evaluate('shifts')).toEqual([])
    await device.close()
    slow.close()
  })

  it.each([PHONE, WIDE])('is followed by figures that move nothing: settings, %o', async (viewport) => {
    const device = await site.device({ viewport })
    const { page, letThrough } = await openHeld(device, '/settings')
    letThrough()
    await page.getByText(/^Ready to use offline. Version/).waitFor()
    await page.locator('[data-counting="false"]').waitFor()
    // A figure at the end of its line grows to its left, which counts as a shift of its own few letters.
    expect(await page.evaluate('shifts.reduce((sum, each) => sum + each, 0)')).toBeLessThan(0.001)
    await device.close()
  })

  it('asks for the list of the gallery before the app is there, and only once', async () => {
    const device = await site.device({ serviceWorkers: 'block' })
    const asked: string[] = []
    device.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/gallery/')) asked.push(pathname)
    })
    const { page, letThrough } = await openHeld(device, '/gallery')
    await expect.poll(() => asked).toEqual(['/api/gallery/list'])
    letThrough()
    await page.locator('main h1:not([data-of])').waitFor()
    await page.waitForLoadState('networkidle')
    expect(asked.filter((path) => path === '/api/gallery/list')).toHaveLength(1)
    await device.close()
  })

  it('asks anew where the early question went wrong', async () => {
    const device = await site.device({ serviceWorkers: 'block' })
    let tries = 0
    await device.route('**/api/gallery/list*', async (route) => {
      tries += 1
      await (tries === 1 ? route.abort() : route.continue())
    })
    const { page, letThrough } = await openHeld(device, '/gallery')
    await expect.poll(() => tries).toBe(1)
    letThrough()
    await page.locator('main h1:not([data-of])').waitFor()
    await page.waitForLoadState('networkidle')
    expect(tries).toBe(2)
    await device.close()
  })

  it('is allowed by the policy that comes with it', async () => {
    const response = await fetch(site.server().url)
    const text = await response.text()
    expect(text).toContain('<style>')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(refusedTexts(text, policy)).toEqual([])
    expect(refusedTexts(text.replace('localStorage', 'sessionStorage'), policy)).toHaveLength(1)
    expect(refusedTexts(text.replace('.first-card{', '.first-card{ '), policy)).toHaveLength(1)
  })
})

describe('the parts of a later screen', () => {
  it.each(['/gallery', '/outbox', '/settings'])('are asked for with the page and all needed: %s', async (path) => {
    const assetsOf = async (isEarly: boolean) => {
      const device = await site.device({ serviceWorkers: 'block' })
      const page = await device.newPage()
      const asked = new Set<string>()
      page.on('request', (request) => asked.add(new URL(request.url()).pathname))
      if (!isEarly) {
        await page.route(
          (url) => url.pathname === path,
          async (route) => {
            const response = await route.fetch()
            const body = (await response.text()).replace(/ data-(?:gallery|outbox|settings)="[^"]*"/g, '')
            await route.fulfill({ response, body })
          },
        )
      }
      await page.goto(path, { waitUntil: 'networkidle' })
      // The last part that a page asks for by itself, at its leisure.
      await expect.poll(() => [...asked].some((each) => each.includes('/start-speed-'))).toBe(true)
      await page.waitForLoadState('networkidle')
      for (let before = 0; before < asked.size; await page.waitForTimeout(700)) before = asked.size
      const early = await page
        .locator('head link[rel="modulepreload"], head link[rel="preload"]')
        .evaluateAll((links) => {
          return links.map((link) => link.getAttribute('href') ?? '')
        })
      await device.close()
      return { early, asked: [...asked].filter((each) => each.startsWith('/assets/')).sort() }
    }
    const { early, asked } = await assetsOf(true)
    const late = await assetsOf(false)
    expect(early).toContainEqual(expect.stringMatching(new RegExp(`${path.slice(1)}-page-.*\\.js$`)))
    expect(asked).toEqual(late.asked)
  })
})
