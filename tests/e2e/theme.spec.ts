import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'

const LIGHT = 'rgb(250, 250, 250)'
const DARK = 'rgb(18, 20, 22)'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const radio = (page: Page, name: string) => page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name })
const colors = (page: Page) =>
  page.locator('meta[name="theme-color"]').evaluateAll((metas) => metas.map((meta) => meta.getAttribute('content')))

/** The color in the middle of every frame that is painted while something is done. */
async function framesDuring(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  const frames: Buffer[] = []
  devtools.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(Buffer.from(data, 'base64'))
    // The next frame comes after it, where somebody still looks.
    devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
  })
  await devtools.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 })
  await act()
  await devtools.send('Page.stopScreencast')
  await devtools.detach()
  return Promise.all(
    frames.map(async (frame) => {
      const { data, info } = await sharp(frame).removeAlpha().raw().toBuffer({ resolveWithObject: true })
      // A place of the page where no screen has anything.
      const at = (Math.floor(info.height / 2) * info.width + info.width - 40) * info.channels
      return `rgb(${[...data.subarray(at, at + 3)].join(', ')})`
    }),
  )
}

describe('the theme that was chosen', () => {
  it.each([
    ['Dark', 'light', DARK, '#121416'],
    ['Light', 'dark', LIGHT, '#fafafa'],
  ] as const)('%s is in every frame of a start under a %s system, with a network and without', async (...row) => {
    const [name, colorScheme, color, themeColor] = row
    const device = await site.device({ colorScheme })
    const page = await device.newPage()
    await page.goto('/settings')
    await page.getByText('Ready to use offline.').first().waitFor()
    await radio(page, name).check()
    expect(await colors(page)).toEqual([themeColor, themeColor])
    const usable = async () => {
      await page.reload()
      await radio(page, name).waitFor()
    }
    const online = await framesDuring(page, usable)
    await device.setOffline(true)
    const offline = await framesDuring(page, usable)
    for (const frames of [online, offline]) {
      expect(frames.length).toBeGreaterThan(0)
      expect([...new Set(frames)]).toEqual([color])
    }
    expect([await radio(page, name).isChecked(), await background(page)]).toEqual([true, color])
    await device.close()
  })

  it('holds in every tab, and gives way to the system again', async () => {
    const device = await site.device({ colorScheme: 'light' })
    const [page, other] = [await device.newPage(), await device.newPage()]
    await page.goto('/settings')
    await other.goto('/')
    await radio(page, 'Dark').check()
    await expect.poll(() => background(other)).toBe(DARK)
    expect(await colors(other)).toEqual(['#121416', '#121416'])
    await radio(page, 'System').check()
    await expect.poll(() => background(other)).toBe(LIGHT)
    await other.emulateMedia({ colorScheme: 'dark' })
    expect([await background(other), await colors(other)]).toEqual([DARK, ['#fafafa', '#121416']])
    await device.close()
  })

  it('is the system’s where the browser blocks the storage, and the app works', async () => {
    const device = await site.device({ colorScheme: 'dark' })
    await device.addInitScript(() => {
      const get = () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      }
      Object.defineProperty(globalThis, 'localStorage', { get })
    })
    const page = await device.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto('/settings')
    expect(await background(page)).toBe(DARK)
    await radio(page, 'Light').check()
    await page.getByText('the theme holds until the page is closed').waitFor()
    expect(await background(page)).toBe(LIGHT)
    await page.getByRole('link', { name: 'Create' }).click()
    await createScreen(page).prompt.fill('a fox')
    expect(errors).toEqual([])
    await device.close()
  })
})
