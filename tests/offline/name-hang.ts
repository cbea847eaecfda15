import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describePage } from './in-page.ts'

/** No step takes longer, also on a busy machine. */
const STEP_MS = 60_000

/** Waits for a step. @throws one that hangs is named, with what the tabs show */
export async function nameHang(step: string, work: Promise<unknown>, pages: readonly Page[]): Promise<void> {
  const hung = Symbol()
  const waiting = new AbortController()
  const limit = sleep(STEP_MS, hung, { signal: waiting.signal }).catch(() => undefined)
  const end = await Promise.race([work, limit])
  waiting.abort()
  if (end !== hung) return
  const shown = await Promise.all(
    pages.map((page) => Promise.race([page.evaluate(describePage), sleep(1000, 'no answer')]).catch(String)),
  )
  throw new Error(`${step} hangs: ${shown.join(' | ')}`)
}
