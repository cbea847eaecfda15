import { downloadPicture } from './download-picture.ts'
import { bytesToFree } from './picture-budget.ts'
import { bytesOf } from './picture-row.ts'
import type { PictureStore, PictureTools } from './picture-store.ts'
import { readFact } from './picture-transaction.ts'
import type { Attention } from './poll-jobs.ts'
import { readKnown } from './read-ledger.ts'

const MOST_THUMBS = 500
const AT_ONCE = 4
/** A server that has none of them is not asked for all of them. */
const MOST_FAILURES = 3
/** It stops somewhat below the budget: else each thumb would take the place of another picture. */
const HEADROOM = 1.05

interface PrefetchTools extends PictureTools {
  readonly fetch: typeof fetch
  readonly store: PictureStore
  readonly attention: Pick<Attention, 'isVisible' | 'onRest' | 'onWake'>
  /** Whether there is a network that costs nothing by the byte, as far as the browser says. */
  readonly isFreeNetwork: () => boolean
  readonly whenIdle: () => Promise<void>
}

/**
 * Loads thumbnails ahead, so that they are there without a network: only while the page is seen and has nothing better to
 * do, and never at the cost of a picture that is kept. A later call takes the place of an earlier one.
 */
export function createPrefetch(tools: PrefetchTools): (urls: readonly string[]) => Promise<void> {
  const { database, attention, isFreeNetwork, whenIdle, now } = tools
  let wanted: readonly string[] = []
  let running = new AbortController()

  async function run(): Promise<void> {
    running.abort()
    running = new AbortController()
    const { signal } = running
    const known = await readKnown(database, wanted)
    const queue = wanted.filter((url) => !known.has(url))
    let failures = 0

    async function next(): Promise<string | undefined> {
      const isOver = !(await mayGoOn()) || signal.aborted || failures >= MOST_FAILURES
      return isOver ? undefined : queue.shift()
    }

    async function work(): Promise<void> {
      for (let url = await next(); url !== undefined; url = await next()) {
        const outcome = await downloadPicture({ url, signal }, tools)
        if (outcome === 'missing') failures += 1
        else if (outcome !== 'kept') return
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }

  async function mayGoOn(): Promise<boolean> {
    await whenIdle()
    if (!attention.isVisible() || !isFreeNetwork()) return false
    const [totals, budget] = await Promise.all([readFact(database, 'totals'), readFact(database, 'budget')])
    return budget.isFull !== true && bytesToFree(budget, bytesOf(totals) * HEADROOM, now()) === 0
  }

  attention.onRest(() => running.abort())
  attention.onWake(() => {
    // What fails is tried again with the next call.
    if (wanted.length > 0) run().catch(() => undefined)
  })
  return function prefetchThumbs(urls) {
    wanted = urls.slice(0, MOST_THUMBS)
    return run()
  }
}
