/** Pictures of every state of every screen, in three sizes and both schemes, with one page that shows them all. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { ALL_STATES, nameOf } from '../tests/support/states/all-states.ts'
import { openStage, type ScreenState } from '../tests/support/states/screen-state.ts'

const FOLDER = fileURLToPath(new URL('./screens/', import.meta.url))
const SIZES = [
  { width: 360, height: 780 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const
const SCHEMES = ['light', 'dark'] as const

/** Keeps them in perf/screens, which git ignores. A state that cannot be reached is named, and fails the run. */
export async function photographAll(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const stage = await openStage()
  const missing: string[] = []
  try {
    for (const state of ALL_STATES) {
      const device = await stage.site.device({
        ...{ viewport: SIZES[0], colorScheme: 'light', reducedMotion: 'reduce' },
        serviceWorkers: state.hasWorker ? 'allow' : 'block',
      })
      try {
        const page = await device.newPage()
        await state.enter(page, stage)
        await photograph(page, state)
        console.info(nameOf(state))
      } catch (error) {
        missing.push(nameOf(state))
        console.error(`${nameOf(state)} was not reached:`, error)
      } finally {
        await device.close()
      }
    }
  } finally {
    await stage.site.close()
  }
  await writeFile(`${FOLDER}index.html`, contactSheet())
  console.info(`${ALL_STATES.length - missing.length} of ${ALL_STATES.length} states: ${FOLDER}index.html`)
  if (missing.length > 0) process.exitCode = 1
}

async function photograph(page: Page, state: ScreenState): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: FOLDER + fileOf(state, size.width, colorScheme) })
    }
  }
}

function fileOf(state: ScreenState, width: number, scheme: string): string {
  const name = nameOf(state)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return `${name}-${width}-${scheme}.png`
}

function contactSheet(): string {
  const rows = ALL_STATES.map((state) => {
    const files = SIZES.flatMap(({ width }) => SCHEMES.map((scheme) => fileOf(state, width, scheme)))
    const images = files.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a>`)
    return `<h2>${nameOf(state)}</h2><p>${images.join(' ')}</p>`
  })
  const style = 'body{font:16px system-ui;background:#888}img{height:320px}'
  return `<!doctype html><meta charset="utf-8"><title>Every state</title><style>${style}</style>${rows.join('\n')}\n`
}
