import { openBrowser } from '../../tests/support/browser.ts'
import type { Flow } from './flows.ts'
import { readVitals, type Vitals, watchVitals } from './watch-vitals.ts'

/** The phone that Lighthouse takes, and its slow-down. */
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true }
const SLOWER = 4
/** A page that is still at work with its start is not what is measured, milliseconds. */
const SETTLE_MS = 3000

/** Goes through a flow once on a new device, on a processor that is slowed down from the first byte of the page on. */
export async function measureFlow(flow: Flow, url: string): Promise<Vitals> {
  const browser = await openBrowser()
  try {
    const device = await browser.newContext({ ...PHONE, baseURL: url })
    await watchVitals(device)
    const page = await device.newPage()
    const session = await device.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(flow.address)
    await page.waitForTimeout(SETTLE_MS)
    await flow.act(page, session)
    return await readVitals(page)
  } finally {
    await browser.close()
  }
}
