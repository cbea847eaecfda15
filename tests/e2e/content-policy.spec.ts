import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** A device that tells what its pages, and the browser about them, have refused for the policy of content. */
async function openDevice() {
  const device = await site.device()
  const refused: string[] = []
  await device.exposeFunction('tellRefused', (what: string) => refused.push(what))
  await device.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const { tellRefused } = window as unknown as { tellRefused: (what: string) => void } // exposed above
      tellRefused(`${effectiveDirective}: ${blockedURI} ${sample}`)
    })
  })
  const watch = (page: Page) => {
    page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted|Permissions.Policy/i.test(message.text())) refused.push(message.text())
    })
  }
  device.on('page', watch)
  return { device, refused }
}

async function open(device: BrowserContext, path = '/'): Promise<Page> {
  const page = await device.newPage()
  await page.goto(path)
  return page
}

const isDrawn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0)

describe('the policy of content', () => {
  it('refuses nothing that any screen does', async () => {
    const { device, refused } = await openDevice()
    const page = await open(device)
    await page.getByText('Ready to use offline.').first().waitFor()
    const screen = createScreen(page)
    await screen.prompt.fill('hills and a river')
    await page.getByRole('button', { name: 'Improve prompt' }).click()
    await page.getByRole('button', { name: 'Use improved' }).click()
    await screen.generate.click()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
    await expect.poll(() => isDrawn(page, 'article img')).toBe(true)
    await page.goto('/gallery')
    await page.getByRole('list', { name: 'Gallery images' }).getByRole('link').first().click()
    await page.getByRole('dialog', { name: 'Image' }).waitFor()
    await expect.poll(() => isDrawn(page, 'dialog img')).toBe(true)
    await page.goto('/settings')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export everything' }).click(),
    ])
    expect(await download.failure()).toBe(null)
    await device.setOffline(true)
    await page.goto('/')
    await screen.prompt.fill('a fox that waits')
    await screen.generate.click()
    // Who leaves before it is saved takes it along as a draft.
    await expect.poll(() => screen.prompt.inputValue()).toBe('')
    await page.goto('/outbox')
    await page.getByRole('list', { name: 'Outbox' }).getByRole('listitem').first().waitFor()
    // The drawing that stands for a picture is a data: address, and was made on the device.
    await expect.poll(() => isDrawn(page, 'li img')).toBe(true)
    await page.goto('/nowhere')
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    expect(refused).toEqual([])
    await device.close()
  })

  it('refuses nothing that is shared', async () => {
    const { device, refused } = await openDevice()
    const page = await open(device)
    await page.getByText('Ready to use offline.').first().waitFor()
    await page.evaluate(async () => {
      const form = document.createElement('form')
      Object.assign(form, { action: '/share', method: 'POST', enctype: 'multipart/form-data' })
      const canvas = new OffscreenCanvas(40, 30)
      canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
      const files = new DataTransfer()
      files.items.add(new File([await canvas.convertToBlob()], 'a.png', { type: 'image/png' }))
      const input = document.createElement('input')
      Object.assign(input, { type: 'file', name: 'images', files: files.files })
      form.append(input)
      document.body.append(form)
      form.submit()
    })
    await page.waitForURL((url) => url.pathname === '/' && url.search === '')
    // A blob: address.
    await page.getByRole('region', { name: 'Shared pictures' }).getByRole('img').waitFor()
    await expect.poll(() => isDrawn(page, 'section img')).toBe(true)
    expect(refused).toEqual([])
    await device.close()
  })

  it('lets the page of an unknown address have its style, before there is a service worker', async () => {
    const { device, refused } = await openDevice()
    const page = await open(device, '/nowhere')
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    expect(await page.locator('a').evaluate((link) => getComputedStyle(link).borderRadius)).toBe('8px')
    expect(refused).toEqual([])
    await page.getByRole('link').click()
    await createScreen(page).prompt.waitFor()
    await device.close()
  })
})

describe('what is planted in a page', () => {
  let page: Page
  let refused: string[]
  beforeAll(async () => {
    const opened = await openDevice()
    refused = opened.refused
    page = await open(opened.device, '/settings')
  })

  it.each([
    [
      'a script in the page',
      /^(?:script-src-elem|require-trusted-types-for):/,
      "const s = document.createElement('script'); s.append('globalThis.planted = 1'); document.body.append(s)",
    ],
    [
      'a script from elsewhere',
      /^(?:script-src-elem|require-trusted-types-for):/,
      "const s = document.createElement('script'); s.setAttribute('src', 'https://example.org/a.js'); document.body.append(s)",
    ],
    ['a text that becomes markup', /^(?:require-trusted-types-for):/, "document.body.innerHTML = '<p>planted</p>'"],
    [
      'a style in the page',
      /^(?:style-src-elem):/,
      "const s = document.createElement('style'); s.append('p { color: red }'); document.body.append(s)",
    ],
    ['an attribute with style', /^(?:style-src-attr):/, "document.body.setAttribute('style', 'color: red')"],
    [
      'a handler in an attribute',
      /^(?:script-src-attr|require-trusted-types-for):/,
      "document.body.setAttribute('onclick', 'globalThis.planted = 1')",
    ],
    ['a request to elsewhere', /^(?:connect-src):/, "fetch('https://example.org/').catch(() => undefined)"],
    ['a picture from elsewhere', /^(?:img-src):/, "new Image().src = 'https://example.org/a.png'"],
    [
      'another worker',
      /^(?:require-trusted-types-for):/,
      "try { navigator.serviceWorker.register('/other.js').catch(() => undefined) } catch { /* refused */ }",
    ],
    ['another policy', /^trusted-types:/, "globalThis.trustedTypes.createPolicy('planted', {})"],
    ['a text that is run', /^(?:script-src|require-trusted-types-for):/, "setTimeout('globalThis.planted = 1')"],
    ['a frame', /^(?:frame-src):/, "const f = document.createElement('iframe'); f.src = '/'; document.body.append(f)"],
  ])('is refused: %s', async (_what, directive, program) => {
    refused.length = 0
    await page.evaluate(`try { ${program} } catch (error) { /* refused */ }`)
    await expect.poll(() => refused).toContainEqual(expect.stringMatching(directive))
    expect(await page.evaluate('globalThis.planted')).toBeUndefined()
  })
})
