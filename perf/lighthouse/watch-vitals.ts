import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import * as v from 'valibot'

const WEB_VITALS = fileURLToPath(import.meta.resolve('web-vitals').replace('web-vitals.js', 'web-vitals.iife.js'))
const SUBSCRIBE = `
  globalThis.seenVitals = {};
  const keep = ({ name, value }) => { globalThis.seenVitals[name] = value };
  webVitals.onINP(keep, { reportAllChanges: true, durationThreshold: 16 });
  webVitals.onCLS(keep, { reportAllChanges: true });
`
const Seen = v.object({ INP: v.optional(v.number()), CLS: v.optional(v.number()) })

export interface Vitals {
  /** Milliseconds; not a number where nothing was pressed. */
  readonly inp: number
  /** Not a number where the page was never shown. */
  readonly cls: number
}

/** Lets every page of a device tell INP and CLS as Google's own library counts them. Call it before the first page opens. */
export async function watchVitals(device: BrowserContext): Promise<void> {
  // One script: the library's name is not seen by another.
  await device.addInitScript({ content: `${await readFile(WEB_VITALS, 'utf8')}\n${SUBSCRIBE}` })
}

/** What the page has seen since it was opened. */
export async function readVitals(page: Page): Promise<Vitals> {
  // Two frames and a moment: the last interaction is known when it has been painted.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await page.waitForTimeout(200)
  const { INP, CLS } = v.parse(Seen, await page.evaluate('globalThis.seenVitals'))
  return { inp: INP ?? Number.NaN, cls: CLS ?? Number.NaN }
}
