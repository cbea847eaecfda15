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

/** Codes with which Lighthouse says that it lost its own recording, and asks to be run again. They tell nothing of the page. */
const LOST_RECORDING = /NO_NAVSTART|NO_TRACING_STARTED/

/** Loads a page in a browser and a profile of their own, with Lighthouse's own settings for the form factor. */
export async function runLighthouse(url: string, formFactor: FormFactor): Promise<LighthouseRun> {
  const run = await runOnce(url, formFactor)
  return LOST_RECORDING.test(run.failure ?? '') ? runOnce(url, formFactor) : run
}

async function runOnce(url: string, formFactor: FormFactor): Promise<LighthouseRun> {
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
