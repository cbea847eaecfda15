import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../support/seeded-random.ts'
import { clearStorage, fillDevice, takeDatabase, withDamagedPrompts } from './device-troubles.ts'
import { FAULTS, type Fault, type FaultServer } from './fault-server.ts'
import { describePage, pressOnce, readPrompts, writePrompts } from './in-page.ts'
import { judge } from './judge.ts'
import type { KillableBrowser } from './killable-browser.ts'
import { nameHang } from './name-hang.ts'
import { openRig } from './open-rig.ts'
import { Tabs } from './tabs.ts'

/** Prompts that are written without a pause. */
const BATCH = 10
/** After the last fault, something of what waits must go within each such time, until nothing is left. */
const CALM_MS = 60_000
const LOOK_MS = 500
const MOST_CLOCK_SHIFT_MS = 3 * 86_400_000
/** How long the tabs of an older version may be in the way of a newer one. */
const MOST_BLOCKED_MS = 5000
const TEXT_FOR_NEWER = 'a prompt for the newer version'
/** Of a quarter of a second each. */
const MOST_ROUNDS = 200

export interface ScheduleReport {
  readonly seed: number
  readonly prompts: number
  readonly posts: number
  readonly kills: number
  readonly workerStops: number
  readonly clockTurns: number
  /** How often nothing more fitted on the device. */
  readonly timesFull: number
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
    const later = await schedule.loseStorage()
    await schedule.giveWay()
    const found = await judge({ folder, saved: [...saved, ...later], flown, asked: rig.model.asked })
    const problems = [...network.problems, ...schedule.problems, ...found]
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
  readonly #tabs: Tabs
  readonly #faults: Partial<Record<Fault, number>> = {}
  /** Texts whose box was seen to empty, in their order. */
  readonly #saved: string[] = []
  #written = 0
  #isCalm = false
  #timesFull = 0

  readonly #troubles: readonly (readonly [string, () => Promise<void>])[] = [
    ['killing the browser', () => this.#tabs.kill()],
    ['stopping the workers', () => this.#tabs.stopWorkers()],
    ['opening or closing a tab', () => this.#tabs.change()],
    ['going offline', () => this.#tabs.goOffline(this.#random() * 400)],
    ['meeting a portal', () => this.#portal()],
    ['crashing a tab', () => this.#tabs.crash()],
    ['turning the clock', () => this.#tabs.turnClock(Math.round((this.#random() * 2 - 1) * MOST_CLOCK_SHIFT_MS))],
    ['filling the device', () => this.#fill()],
    ['damaging records', () => this.#tabs.inFirst((page) => withDamagedPrompts(page, this.#random() * 600))],
  ]

  constructor(seed: number, network: FaultServer, browser: KillableBrowser) {
    this.#random = seededRandom(seed)
    this.#network = network
    this.#browser = browser
    this.#tabs = new Tabs({
      ...{ browser, url: network.url },
      onSaved: (text) => this.#saved.push(text),
      onPageError: (message) => this.problems.push(`page error: ${message}`),
    })
    network.decide = () => this.#draw()
  }

  counts() {
    return { ...this.#tabs.counts, timesFull: this.#timesFull, faults: this.#faults }
  }

  #draw(): Fault | 'none' {
    if (this.#isCalm || this.#random() < 0.65) return 'none'
    const fault = FAULTS[Math.floor(this.#random() * FAULTS.length)] ?? 'dropped-before'
    this.#faults[fault] = (this.#faults[fault] ?? 0) + 1
    return fault
  }

  /** Writes prompts in batches with trouble between them. Answers the texts that the app has called saved, in their order. */
  async write(count: number): Promise<readonly string[]> {
    await this.#within('opening a tab', this.#tabs.open())
    while (this.#saved.length < count) {
      const texts = this.#texts(Math.min(BATCH, count - this.#saved.length))
      const trouble = this.#random() < 0.75 ? this.#trouble() : Promise.resolve()
      await this.#writeBatch(texts)
      await trouble
      await this.#within('opening a tab', this.#tabs.repair())
    }
    return [...this.#saved]
  }

  /** What is written tries to get through, and the trouble goes on. */
  async struggle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && (await this.#isAnythingWaiting()); round += 1) {
      if (this.#random() < 0.2) await this.#trouble()
      else await sleep(250)
      await this.#within('opening a tab', this.#tabs.repair())
    }
  }

  /** By the number in the title of the window, as a person sees it. */
  async #isAnythingWaiting(): Promise<boolean> {
    const title = await this.#tabs
      .all()[0]
      ?.title()
      .catch(() => '(1)')
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
    const page = this.#tabs.all()[Math.floor(this.#random() * this.#tabs.all().length)]
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

  #within(step: string, work: Promise<unknown>): Promise<void> {
    return nameHang(step, work, this.#tabs.all())
  }

  async #trouble(): Promise<void> {
    await sleep(this.#random() * 250)
    const kind = Math.floor(this.#random() * this.#troubles.length)
    const [name, befall] = this.#troubles[kind] ?? ['', async () => undefined]
    await this.#within(name, befall())
  }

  async #portal(): Promise<void> {
    this.#network.hasPortal = true
    await sleep(this.#random() * 600)
    this.#network.hasPortal = false
  }

  async #fill(): Promise<void> {
    await this.#tabs.inFirst(async (page) => {
      if (await fillDevice(page, this.#network.url)) this.#timesFull += 1
    })
  }

  /** No more faults: whatever waits must go by itself. */
  async calmDown(): Promise<void> {
    this.#isCalm = true
    await this.#settle()
  }

  /** What the server has is not lost with the device's storage, and the open tab goes on without it. */
  async loseStorage(): Promise<readonly string[]> {
    const before = this.#saved.length
    await this.#tabs.inFirst((page) => clearStorage(page, this.#network.url))
    await this.#writeBatch(this.#texts(1))
    await this.#settle()
    return this.#saved.slice(before)
  }

  /** The last act, since no older version can have the database again. */
  async giveWay(): Promise<void> {
    const [page] = this.#tabs.all()
    const other = await this.#browser.context().newPage()
    await other.goto(`${this.#network.url}/robots.txt`)
    const ms = await other.evaluate(takeDatabase)
    if (ms > MOST_BLOCKED_MS) this.problems.push(`a newer version waited ${ms.toFixed(0)} ms for the tabs of this one`)
    await page?.bringToFront()
    await page?.evaluate(pressOnce, TEXT_FOR_NEWER)
    const sentence = page?.getByText('A newer version of the app is open in another tab.').first()
    await sentence?.waitFor().catch(() => this.problems.push('no word about the newer version'))
    const kept = await page?.evaluate(describePage)
    if (!kept?.includes(TEXT_FOR_NEWER)) this.problems.push(`no text for the newer version in the box: ${kept}`)
  }

  async #settle(): Promise<void> {
    const [page] = this.#tabs.all()
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
