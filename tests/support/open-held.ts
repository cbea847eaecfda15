import type { BrowserContext } from 'playwright-core'
import { holdBack } from './hold-back.ts'

const isAsset = ({ pathname }: URL) => pathname.startsWith('/assets/')

/** Opens an address with files of the app held back until they are let through; `shifts` in the page are its layout shifts. */
export async function openHeld(device: BrowserContext, path: string, isHeld: (url: URL) => boolean = isAsset) {
  const page = await device.newPage()
  const { letThrough } = await holdBack(page, isHeld)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value) // a layout shift
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(path, { waitUntil: 'commit' })
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  return { page, asked, letThrough }
}
