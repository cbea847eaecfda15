/** From the press of Generate to four sketches on screen, in Chromium. `node perf/first-pictures.ts [runs]` */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrowser } from '../tests/support/browser.ts'
import { setup as buildApp } from '../tests/support/built-app.ts'
import { runServer } from '../tests/support/run-server.ts'
import { describeMachine, summarize } from './machine.ts'

const PROMPTS = [
  'a red fox in a snowy forest at dusk',
  'three sailboats on a calm sea at sunset',
  'a city skyline at night in the rain',
  'a lighthouse on a cliff in a storm',
  'cherry trees beside a lake, spring morning',
]
const runs = Number(process.argv[2] ?? 5)

await buildApp()
const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-perf-'))
const server = await runServer({ dataFolder })
const browser = await openBrowser()
const first: number[] = []
const all: number[] = []
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(server.url)
  for (let run = 0; run < runs; run += 1) {
    const prompt = `${PROMPTS[run % PROMPTS.length]}, number ${run}`
    await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
    const times = await page.evaluate(timePictures, prompt)
    first.push(times.first)
    all.push(times.all)
    await page.waitForTimeout(6000) // the slow variants of this run are not part of the next one
  }
} finally {
  await browser.close()
  await server.kill('SIGTERM')
  await rm(dataFolder, { recursive: true, force: true })
}
console.info(describeMachine())
for (const [name, values] of Object.entries({ 'first picture': first, 'all four': all })) {
  const { median, min, max } = summarize(values)
  console.info(`${name}: median ${median.toFixed(0)} ms of ${runs} runs (${min.toFixed(0)} to ${max.toFixed(0)})`)
}

/** In the page: presses Generate, and answers when the first and the fourth picture of the prompt are decoded and shown. */
async function timePictures(prompt: string): Promise<{ first: number; all: number }> {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === 'Generate')
  const startedAt = performance.now()
  button?.click()
  let firstAt: number | undefined
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const pictures = [...document.querySelectorAll('img')].filter((each) => each.alt.includes(prompt))
    const shown = pictures.filter((each) => each.complete && each.naturalWidth > 0).length
    const elapsed = performance.now() - startedAt
    if (shown > 0) firstAt ??= elapsed
    if (shown >= 4 && firstAt !== undefined) return { first: firstAt, all: elapsed }
    if (elapsed > 30_000) throw new Error(`only ${shown} pictures after 30 s`)
  }
}
