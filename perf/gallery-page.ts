/** What is measured on a page that shows the gallery; for gallery-fling.ts and offline-pictures.ts. */
import type { Page } from 'playwright-core'
import * as v from 'valibot'

const WHEELS = 80
const WHEEL_PX = 3000
/** About one picture of the screen. */
const FRAME_MS = 16
/** Until the last rows stand. */
const REST_MS = 1500

const TraceEvent = v.object({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  tid: v.number(),
  dur: v.optional(v.number()),
  tdur: v.optional(v.number()),
  args: v.optional(v.object({ name: v.optional(v.string()) })),
})
type TraceEvent = v.InferOutput<typeof TraceEvent>

export interface Fling {
  /** Pixels. */
  readonly way: number
  readonly mostTiles: number
  /** Milliseconds of the processor in the page's own thread: what else the machine does is no part of a task. */
  readonly longestTaskMs: number
  /** The same by the clock. */
  readonly longestByClockMs: number
  /** The longest collection of garbage, milliseconds of the processor. */
  readonly longestCollectionMs: number
}

/** Turns the wheel as fast as a hand can. @param slower how many times slower the processor is made to be */
export async function fling(page: Page, slower: number): Promise<Fling> {
  let mostTiles = 0
  const { tasks, collections } = await traceOf(page, slower, async () => {
    await page.mouse.move(700, 450)
    for (let wheel = 0; wheel < WHEELS; wheel += 1) {
      await page.mouse.wheel(0, WHEEL_PX)
      await page.waitForTimeout(FRAME_MS)
      if (wheel % 10 === 0) mostTiles = Math.max(mostTiles, await tilesOf(page).count())
    }
    await page.waitForTimeout(REST_MS)
  })
  return {
    way: Math.round(await page.evaluate(() => scrollY)),
    mostTiles,
    longestTaskMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)),
    longestByClockMs: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    longestCollectionMs: Math.max(0, ...collections.map(({ tdur = 0 }) => tdur / 1000)),
  }
}

export function tilesOf(page: Page) {
  return page.locator('[aria-label="Gallery images"] > li')
}

/** Until so many days of the gallery are in the device's database. */
export async function untilDaysAreKept(page: Page, amount: number, limitMs: number): Promise<void> {
  await page.waitForFunction(hasDays, amount, { polling: 500, timeout: limitMs })
}

async function hasDays(amount: number): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('pixel-prompt')
    request.onsuccess = () => resolve(request.result)
  })
  const found = await new Promise<number>((resolve) => {
    const request = database.transaction('days').objectStore('days').count()
    request.onsuccess = () => resolve(request.result)
  })
  database.close()
  return found >= amount
}

interface Trace {
  readonly tasks: readonly TraceEvent[]
  readonly collections: readonly TraceEvent[]
}

async function traceOf(page: Page, slower: number, work: () => Promise<void>): Promise<Trace> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const each of value) {
      const parsed = v.safeParse(TraceEvent, each)
      if (parsed.success) events.push(parsed.output)
    }
  })
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata', 'devtools.timeline'] },
  })
  await work()
  await session.send('Tracing.end')
  await complete
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const pages = new Set(events.filter((each) => each.args?.name === 'CrRendererMain').map(threadOf))
  const own = events.filter((each) => each.ph === 'X' && pages.has(threadOf(each)))
  return {
    tasks: own.filter(({ name }) => name.endsWith('RunTask')),
    collections: own.filter(({ name }) => name === 'MajorGC' || name === 'MinorGC'),
  }
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`
}

export interface SearchKeys {
  /** One after the other in an empty box: each begins a search over everything. */
  readonly first: readonly string[]
  /** Typed through: each narrows what the ones before have found. */
  readonly further: readonly string[]
}

/** Milliseconds from each key to the list that it found. */
export async function search(
  page: Page,
  keys: SearchKeys,
): Promise<{ readonly first: number[]; readonly further: number[] }> {
  const box = page.getByRole('searchbox', { name: 'Search prompts' })
  // What comes with the first search of all is loaded and compiled before.
  await box.pressSequentially(keys.first[0] ?? '')
  await page.getByText('found.').waitFor()
  const first: number[] = []
  for (const key of keys.first) {
    await box.fill('')
    await page.getByText('found.').waitFor({ state: 'detached' })
    first.push(await keyMs(page, key))
  }
  await box.fill('')
  await page.getByText('found.').waitFor({ state: 'detached' })
  const further: number[] = []
  for (const key of keys.further) further.push(await keyMs(page, key))
  const [asFirst = Number.NaN, ...rest] = further
  return { first: [...first, asFirst], further: rest }
}

/** From the event of the key to the change of the line that says how many were found, which comes with the list. */
async function keyMs(page: Page, key: string): Promise<number> {
  const box = page.getByRole('searchbox', { name: 'Search prompts' })
  await box.evaluate((input) => {
    const screen = input.closest('main') ?? input
    const line = () => /[\d,]+ of [\d,]+ found/.exec(screen.textContent ?? '')?.[0]
    const before = line()
    input.addEventListener(
      'input',
      () => {
        const pressedAt = performance.now()
        new MutationObserver((_, observer) => {
          if (line() === before) return
          performance.measure('searched', { start: pressedAt, end: performance.now() })
          observer.disconnect()
        }).observe(screen, { subtree: true, childList: true, characterData: true })
      },
      { once: true, capture: true },
    )
  })
  const before = await countMeasures(page)
  await box.press(key)
  await page.waitForFunction((count) => performance.getEntriesByName('searched').length > count, before)
  return page.evaluate(() => performance.getEntriesByName('searched').at(-1)?.duration ?? Number.NaN)
}

function countMeasures(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName('searched').length)
}
