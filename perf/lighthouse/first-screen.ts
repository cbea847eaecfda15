import { createScreen } from '../../tests/support/app-page.ts'
import { openBrowser } from '../../tests/support/browser.ts'

/**
 * How many requests a first visit has begun when the prompt box is there to be written in. The moment is noted in the page
 * itself, as the box is put into it: what is asked for afterwards does not count, however slow the machine is.
 */
export async function countFirstRequests(url: string): Promise<number> {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    const begun: (() => number)[] = []
    page.on('requestfinished', (request) => begun.push(() => request.timing().startTime))
    await page.addInitScript(() => {
      new MutationObserver((_changes, observer) => {
        if (document.querySelector('textarea:not([disabled])') === null) return
        performance.mark('usable')
        observer.disconnect()
      }).observe(document, { childList: true, subtree: true })
    })
    await page.goto(url)
    await createScreen(page).prompt.waitFor()
    await page.waitForLoadState('networkidle')
    const usableAt = await page.evaluate(() => {
      return performance.timeOrigin + (performance.getEntriesByName('usable')[0]?.startTime ?? Number.NaN)
    })
    if (!Number.isFinite(usableAt)) return Number.NaN
    return begun.filter((startedAt) => startedAt() <= usableAt).length
  } finally {
    await browser.close()
  }
}
