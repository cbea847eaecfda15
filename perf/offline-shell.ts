/**
 * The app without a server: time to the first paint and to a prompt box that takes text, with the browser running and its
 * worker stopped, and in a browser process that has just begun. `npm run perf:shell`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { startKillableBrowser } from '../tests/offline/killable-browser.ts'
import { setup as buildApp } from '../tests/support/built-app.ts'
import { runServer } from '../tests/support/run-server.ts'
import { describeMachine, summarize } from './machine.ts'

const RUNS = 10

interface Opening {
  readonly paint: number
  readonly usable: number
}

await buildApp()
const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-shell-'))
const server = await runServer({ dataFolder: join(folder, 'data') })
const browser = await startKillableBrowser(join(folder, 'profile'))
const found: Record<'warm worker' | 'stopped worker' | 'cold browser', Opening[]> = {
  'warm worker': [],
  'stopped worker': [],
  'cold browser': [],
}
try {
  const first = await browser.context().newPage()
  await first.goto(server.url)
  await first.getByText('Ready to use offline.').first().waitFor()
  await first.close()
  // From here on nobody answers: what is painted is on the device.
  await server.kill('SIGKILL')
  await open(browser.context())
  for (let run = 0; run < RUNS; run += 1) found['warm worker'].push(await open(browser.context()))
  for (let run = 0; run < RUNS; run += 1) {
    await stopWorkers(browser.context())
    found['stopped worker'].push(await open(browser.context()))
  }
  for (let run = 0; run < RUNS; run += 1) {
    await browser.kill()
    await browser.start()
    found['cold browser'].push(await open(browser.context()))
  }
} finally {
  await browser.close()
  await server.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

console.info(describeMachine())
for (const [name, openings] of Object.entries(found)) {
  for (const what of ['paint', 'usable'] as const) {
    const { runs, median, min, max } = summarize(openings.map((opening) => opening[what]))
    const label = what === 'paint' ? 'first paint' : 'usable prompt box'
    console.info(
      `${name}, ${label}: median ${median.toFixed(0)} ms of ${runs} (${min.toFixed(0)} to ${max.toFixed(0)})`,
    )
  }
}

async function open(context: BrowserContext): Promise<Opening> {
  const page = await context.newPage()
  await page.addInitScript(() => {
    const look = () => {
      const box = document.getElementById('prompt')
      if (box instanceof HTMLTextAreaElement && !box.disabled) performance.mark('usable')
      else requestAnimationFrame(look)
    }
    look()
  })
  await page.goto(server.url)
  await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0)
  const opening = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    usable: performance.getEntriesByName('usable')[0]?.startTime ?? Number.NaN,
  }))
  await page.close()
  return opening
}

async function stopWorkers(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.stopAllWorkers')
  await page.close()
}
