import { launch } from 'chrome-launcher'
import lighthouse, { desktopConfig } from 'lighthouse'
import { BROWSER_FLAGS, findBrowser } from '../../tests/support/browser.ts'
import type { FormFactor } from './profiles.ts'
import { CATEGORIES, type PageRun, readResult } from './read-result.ts'

export interface LighthouseRun extends PageRun {
  readonly html: string
  readonly json: string
}

/** A page that does not come to rest is given up after this, milliseconds. */
const MAX_WAIT_MS = 30_000

/** Loads a page once in a browser and a profile of their own, with Lighthouse's own settings for the form factor. */
export async function runLighthouse(url: string, formFactor: FormFactor): Promise<LighthouseRun> {
  const browser = await launch({ chromePath: await findBrowser(), chromeFlags: [...BROWSER_FLAGS], logLevel: 'silent' })
  try {
    const flags = {
      port: browser.port,
      output: ['html' as const, 'json' as const],
      onlyCategories: [...CATEGORIES],
      logLevel: 'silent' as const,
      maxWaitForLoad: MAX_WAIT_MS,
    }
    const found = await lighthouse(url, flags, formFactor === 'desktop' ? desktopConfig : undefined)
    if (found === undefined) throw new Error(`Lighthouse answered nothing for ${url}.`)
    const [html = '', json = ''] = found.report
    return { ...readResult(JSON.parse(json)), html, json }
  } finally {
    browser.kill()
  }
}
