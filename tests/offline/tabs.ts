import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { limitRoom } from './device-troubles.ts'
import { turnClock } from './in-page.ts'
import type { KillableBrowser } from './killable-browser.ts'

const MOST_TABS = 3
/** What the tools may take on a busy machine. */
const TOOLS_MS = 20_000

interface TabsOptions {
  readonly browser: KillableBrowser
  readonly url: string
  /** A text whose box was seen to empty. */
  readonly onSaved: (text: string) => void
  readonly onPageError: (message: string) => void
}

/** The tabs of a device with the app, and what befalls them. */
export class Tabs {
  readonly counts = { kills: 0, workerStops: 0, clockTurns: 0 }
  readonly #options: TabsOptions
  #pages: Page[] = []
  #clockShiftMs = 0

  constructor(options: TabsOptions) {
    this.#options = options
    this.#watchWorkers()
  }

  all(): readonly Page[] {
    return this.#pages
  }

  async open(): Promise<void> {
    const { url, onSaved, onPageError } = this.#options
    const page = await this.#context().newPage()
    page.on('pageerror', (error) => onPageError(error.message))
    await page.exposeFunction('noteSaved', onSaved)
    await page.addInitScript(turnClock, this.#clockShiftMs)
    await limitRoom(page, url)
    await page.goto(url)
    await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
    this.#pages.push(page)
  }

  /** One more, or one less where there are enough. */
  async change(): Promise<void> {
    if (this.#pages.length < MOST_TABS) await this.open()
    else await this.#pages.shift()?.close()
  }

  /** A person without a tab opens one. */
  async repair(): Promise<void> {
    this.#pages = this.#pages.filter((page) => !page.isClosed())
    if (this.#pages.length === 0) await this.open()
  }

  async kill(): Promise<void> {
    this.counts.kills += 1
    await this.#options.browser.kill()
    await this.#options.browser.start()
    this.#watchWorkers()
    this.#pages = []
  }

  async crash(): Promise<void> {
    const page = this.#pages.pop()
    if (page === undefined) return
    const devtools = await this.#context().newCDPSession(page)
    devtools.send('Page.crash').catch(() => undefined)
    await sleep(50)
    await page.close().catch(() => undefined)
  }

  async stopWorkers(): Promise<void> {
    const [page] = this.#pages
    if (page === undefined) return
    this.counts.workerStops += 1
    const devtools = await this.#context().newCDPSession(page)
    await devtools.send('ServiceWorker.enable')
    await devtools.send('ServiceWorker.stopAllWorkers')
    await devtools.detach()
  }

  /** Playwright waits for ever for a worker that ends at that moment; then the browser is killed, which ends that too. */
  async goOffline(ms: number): Promise<void> {
    const context = this.#context()
    const turned = context.setOffline(true).then(async () => {
      await sleep(ms)
      await context.setOffline(false)
      return true
    })
    turned.catch(() => undefined)
    if (!(await Promise.race([turned, sleep(ms + TOOLS_MS, false)]))) await this.kill()
  }

  /** The clock differs by so much from the true one, for all tabs and the worker at once, as when the network sets it. */
  async turnClock(shiftMs: number): Promise<void> {
    this.counts.clockTurns += 1
    this.#clockShiftMs = shiftMs
    const workers = this.#context().serviceWorkers()
    // What dies or ends meanwhile has no clock.
    await Promise.allSettled([
      ...this.#pages.map((page) => page.evaluate(turnClock, shiftMs)),
      ...workers.map((worker) => worker.evaluate(turnClock, shiftMs)),
    ])
  }

  /** Work in the oldest tab, which may be closed, crash or be killed meanwhile. */
  async inFirst(work: (page: Page) => Promise<void>): Promise<void> {
    const [page] = this.#pages
    if (page !== undefined) await work(page).catch(() => undefined)
  }

  /** A worker that begins has the clock of its device. */
  #watchWorkers(): void {
    this.#context().on('serviceworker', (worker) => {
      worker.evaluate(turnClock, this.#clockShiftMs).catch(() => undefined)
    })
  }

  #context() {
    return this.#options.browser.context()
  }
}
