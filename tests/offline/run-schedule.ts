import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { seededRandom } from '../support/seeded-random.ts'
import { FAULTS, type Fault, type FaultServer } from './fault-server.ts'
import { describePage, readPrompts, turnClock, writePrompts } from './in-page.ts'
import { judge } from './judge.ts'
import type { KillableBrowser } from './killable-browser.ts'
import { openRig } from './open-rig.ts'

/** Prompts that are written without a pause. */
const BATCH = 10
/** After the last fault, something of what waits must go within each such time, until nothing is left. */
const CALM_MS = 60_000
const LOOK_MS = 500
const MOST_CLOCK_SHIFT_MS = 3 * 86_400_000
/** Of a quarter of a second each. */
const MOST_ROUNDS = 200
/** No step takes longer, also on a busy machine: one that does hangs, and is named. */
const STEP_MS = 60_000

export interface ScheduleReport {
  readonly seed: number
  readonly prompts: number
  readonly posts: number
  readonly kills: number
  readonly workerStops: number
  readonly clockTurns: number
  readonly faults: Readonly<Partial<Record<Fault, number>>>
  readonly problems: readonly string[]
  readonly seconds: number
}

interface ScheduleOptions {
  readonly seed: number
  readonly prompts: number
  /** The built app. */
  readonly siteFolder: string
}

/**
 * One browser, one server and a bad network between them: writes prompts by the page's own controls, while chance, drawn
 * from the seed, drops, cuts, delays and kills. The judge is the server's store.
 */
export async function runSchedule({ seed, prompts, siteFolder }: ScheduleOptions): Promise<ScheduleReport> {
  const startedAt = performance.now()
  const rig = await openRig(siteFolder)
  const { folder, network } = rig
  const schedule = new Schedule(seed, network, rig.browser)
  try {
    const saved = await schedule.write(prompts)
    await schedule.struggle()
    const flown = await schedule.fly()
    await schedule.calmDown()
    const problems = [...network.problems, ...schedule.problems, ...(await judge(folder, saved, flown))]
    const seconds = (performance.now() - startedAt) / 1000
    return { seed, prompts, posts: network.posts(), ...schedule.counts(), problems, seconds }
  } finally {
    await rig.close()
  }
}

class Schedule {
  readonly problems: string[] = []
  readonly #random: () => number
  readonly #network: FaultServer
  readonly #browser: KillableBrowser
  readonly #faults: Partial<Record<Fault, number>> = {}
  /** Texts whose box was seen to empty, in their order. */
  readonly #saved: string[] = []
  #pages: Page[] = []
  #kills = 0
  #written = 0
  #workerStops = 0
  #clockTurns = 0
  #clockShiftMs = 0
  #isCalm = false

  constructor(seed: number, network: FaultServer, browser: KillableBrowser) {
    this.#random = seededRandom(seed)
    this.#network = network
    this.#browser = browser
    this.#watchWorkers()
    network.decide = () => this.#draw()
  }

  counts() {
    return { kills: this.#kills, workerStops: this.#workerStops, clockTurns: this.#clockTurns, faults: this.#faults }
  }

  #draw(): Fault | 'none' {
    if (this.#isCalm || this.#random() < 0.65) return 'none'
    const fault = FAULTS[Math.floor(this.#random() * FAULTS.length)] ?? 'dropped-before'
    this.#faults[fault] = (this.#faults[fault] ?? 0) + 1
    return fault
  }

  /** Writes prompts in batches with trouble between them. Answers the texts that the app has called saved, in their order. */
  async write(count: number): Promise<readonly string[]> {
    await this.#within('opening a tab', this.#open())
    while (this.#saved.length < count) {
      const texts = this.#texts(Math.min(BATCH, count - this.#saved.length))
      const trouble = this.#random() < 0.75 ? this.#trouble() : Promise.resolve()
      await this.#writeBatch(texts)
      await trouble
      await this.#repair()
    }
    return [...this.#saved]
  }

  /** What is written tries to get through, and the trouble goes on. */
  async struggle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && (await this.#isAnythingWaiting()); round += 1) {
      if (this.#random() < 0.2) await this.#trouble()
      else await sleep(250)
      await this.#repair()
    }
  }

  /** By the number in the title of the window, as a person sees it. */
  async #isAnythingWaiting(): Promise<boolean> {
    const title = await this.#pages[0]?.title().catch(() => '(1)')
    return title?.startsWith('(') ?? true
  }

  /** No text twice, also where it is not known whether the last one was saved. */
  #texts(count: number): readonly string[] {
    return Array.from({ length: count }, () => {
      this.#written += 1
      return `prompt ${this.#written}`
    })
  }

  /** On a plane, then on the ground: what was written there comes in its order. */
  async fly(): Promise<readonly string[]> {
    this.#isCalm = true
    await this.#settle()
    await this.#browser.context().setOffline(true)
    const before = this.#saved.length
    await this.#writeBatch(this.#texts(BATCH))
    await this.#browser.context().setOffline(false)
    return this.#saved.slice(before)
  }

  /** The box of a page empties when the prompt is saved: what was pressed and not seen to empty may or may not be. */
  async #writeBatch(texts: readonly string[]): Promise<void> {
    const page = this.#pages[Math.floor(this.#random() * this.#pages.length)]
    // It may be closed, crash or be killed meanwhile: what it has told until then counts.
    const write = async () => {
      // One writes where one looks; the timers of a tab that was hidden for minutes run once a minute.
      await page?.bringToFront()
      await page?.evaluate(writePrompts, texts)
    }
    await this.#within(
      'writing prompts',
      write().catch(() => undefined),
    )
  }

  /** What hangs is a problem that says where, and what the first tab shows. */
  async #within(step: string, work: Promise<unknown> | undefined): Promise<void> {
    const hung = Symbol()
    const waiting = new AbortController()
    const limit = sleep(STEP_MS, hung, { signal: waiting.signal }).catch(() => undefined)
    const end = await Promise.race([work, limit])
    waiting.abort()
    if (end !== hung) return
    const shown = await Promise.all(
      this.#pages.map((page) => Promise.race([page.evaluate(describePage), sleep(1000, 'no answer')]).catch(String)),
    )
    throw new Error(`${step} hangs: ${shown.join(' | ')}`)
  }

  async #trouble(): Promise<void> {
    await sleep(this.#random() * 250)
    const kind = Math.floor(this.#random() * this.#troubles.length)
    const [name, befall] = this.#troubles[kind] ?? ['', async () => undefined]
    await this.#within(name, befall())
  }

  readonly #troubles: readonly (readonly [string, () => Promise<void>])[] = [
    ['killing the browser', () => this.#kill()],
    ['stopping the workers', () => this.#stopWorkers()],
    ['opening another tab', () => this.#openAnother()],
    ['going offline', () => this.#goOffline()],
    ['meeting a portal', () => this.#portal()],
    ['crashing a tab', () => this.#crash()],
    ['turning the clock', () => this.#turnClock()],
  ]

  async #kill(): Promise<void> {
    this.#kills += 1
    await this.#browser.kill()
    await this.#browser.start()
    this.#watchWorkers()
    this.#pages = []
  }

  async #stopWorkers(): Promise<void> {
    const [page] = this.#pages
    if (page === undefined) return
    this.#workerStops += 1
    const devtools = await this.#browser.context().newCDPSession(page)
    await devtools.send('ServiceWorker.enable')
    await devtools.send('ServiceWorker.stopAllWorkers')
    await devtools.detach()
  }

  async #openAnother(): Promise<void> {
    if (this.#pages.length < 3) await this.#open()
    else await this.#pages.shift()?.close()
  }

  async #goOffline(): Promise<void> {
    await this.#browser.context().setOffline(true)
    await sleep(this.#random() * 400)
    await this.#browser.context().setOffline(false)
  }

  async #portal(): Promise<void> {
    this.#network.hasPortal = true
    await sleep(this.#random() * 600)
    this.#network.hasPortal = false
  }

  async #crash(): Promise<void> {
    const page = this.#pages.pop()
    if (page === undefined) return
    const devtools = await this.#browser.context().newCDPSession(page)
    devtools.send('Page.crash').catch(() => undefined)
    await sleep(50)
    await page.close().catch(() => undefined)
  }

  /** Up to three days ahead or back, for all tabs and the worker at once, as when a person or the network sets the clock. */
  async #turnClock(): Promise<void> {
    this.#clockTurns += 1
    this.#clockShiftMs = Math.round((this.#random() * 2 - 1) * MOST_CLOCK_SHIFT_MS)
    const shiftMs = this.#clockShiftMs
    const turns = [
      ...this.#pages.map((page) => page.evaluate(turnClock, shiftMs)),
      ...this.#browser
        .context()
        .serviceWorkers()
        .map((worker) => worker.evaluate(turnClock, shiftMs)),
    ]
    // What dies or ends meanwhile has no clock.
    await Promise.allSettled(turns)
  }

  /** A worker that begins has the clock of its device. */
  #watchWorkers(): void {
    this.#browser.context().on('serviceworker', (worker) => {
      worker.evaluate(turnClock, this.#clockShiftMs).catch(() => undefined)
    })
  }

  async #repair(): Promise<void> {
    this.#pages = this.#pages.filter((page) => !page.isClosed())
    if (this.#pages.length === 0) await this.#within('opening a tab', this.#open())
  }

  async #open(): Promise<void> {
    const page = await this.#browser.context().newPage()
    page.on('pageerror', (error) => this.problems.push(`page error: ${error.message}`))
    await page.exposeFunction('noteSaved', (text: string) => this.#saved.push(text))
    await page.addInitScript(turnClock, this.#clockShiftMs)
    await page.goto(this.#network.url)
    await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
    this.#pages.push(page)
  }

  /** No more faults: whatever waits must go by itself. */
  async calmDown(): Promise<void> {
    this.#isCalm = true
    await this.#settle()
  }

  async #settle(): Promise<void> {
    const [page] = this.#pages
    if (page === undefined) return
    await page.getByRole('navigation').getByRole('link', { name: 'Outbox' }).click()
    let fewest = Number.POSITIVE_INFINITY
    let movedAt = performance.now()
    while (!(await page.getByText('Nothing is waiting.').isVisible())) {
      const waiting = Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? Number.POSITIVE_INFINITY)
      if (waiting < fewest) movedAt = performance.now()
      fewest = Math.min(fewest, waiting)
      if (performance.now() - movedAt > CALM_MS) {
        this.problems.push(`stuck: ${await page.evaluate(readPrompts)}`)
        break
      }
      await sleep(LOOK_MS)
    }
    await page.getByRole('navigation').getByRole('link', { name: 'Create' }).click()
  }
}
