/**
 * A first visit over a slow phone's network, really slowed down and not simulated as Lighthouse does it: until the frame
 * is painted, until all pictures of the window are seen, and until the app can be used. `npm run perf:first-visit`
 */
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { openMeasuredSite } from './lighthouse/measured-site.ts'
import { describeMachine, summarize } from './machine.ts'

const RUNS = 7
/** Lighthouse's slow 4G and slow processor, on its phone. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 }
const SLOWER = 4
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true }

/** What is in the page only when the app is there. */
const USABLE: Readonly<Record<string, string>> = {
  '/': '#prompt',
  '/gallery': '#search',
  '/g/{id}': 'dialog[open] dl',
  '/outbox': 'main [class*="_empty_"]',
}
/** Of these addresses somebody comes for the pictures. */
const PICTURED = ['/gallery', '/g/{id}']

const site = await openMeasuredSite()
const browser = await openBrowser()
const found = new Map<string, number[]>()
try {
  for (let run = 0; run < RUNS; run += 1) {
    for (const address of Object.keys(USABLE)) {
      for (const [what, ms] of Object.entries(await visit(browser, address))) {
        const name = `${address}, ${what}`
        found.set(name, [...(found.get(name) ?? []), ms])
      }
    }
  }
} finally {
  await browser.close()
  await site.close()
}

console.info(describeMachine())
for (const [name, values] of found) {
  const { runs, median, min, max } = summarize(values)
  console.info(`${name}: ${median.toFixed(0)} ms, median of ${runs} (${min.toFixed(0)} to ${max.toFixed(0)})`)
}

/** One visit of a new device. Milliseconds from the press on the link. */
async function visit(chromium: Browser, address: string): Promise<Record<string, number>> {
  const context = await chromium.newContext({ ...PHONE, serviceWorkers: 'block' })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', NETWORK)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(markWhenSeen, USABLE[address] ?? '')
  await page.goto(new URL(site.fill(address), site.url).href)
  const isPictured = PICTURED.includes(address)
  await page.waitForFunction(
    (names) => names.every((name) => performance.getEntriesByName(name).length > 0),
    ['usable', ...(isPictured ? ['pictures'] : [])],
  )
  const times = {
    'frame painted': await timeOf(page, 'first-contentful-paint'),
    ...(isPictured && { 'pictures seen': await timeOf(page, 'pictures') }),
    'app usable': await timeOf(page, 'usable'),
  }
  await context.close()
  return times
}

function timeOf(page: Page, name: string): Promise<number> {
  return page.evaluate((entry) => performance.getEntriesByName(entry)[0]?.startTime ?? Number.NaN, name)
}

/** Runs in the page, once a frame. */
function markWhenSeen(usable: string): void {
  const look = () => {
    const inWindow = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight)
    const areSeen = inWindow.every((image) => image.naturalWidth > 0 && getComputedStyle(image).opacity === '1')
    mark('pictures', inWindow.length > 0 && areSeen)
    mark('usable', document.querySelector(usable) !== null)
    requestAnimationFrame(look)
  }
  const mark = (name: string, isThere: boolean) => {
    if (isThere && performance.getEntriesByName(name).length === 0) performance.mark(name)
  }
  look()
}
