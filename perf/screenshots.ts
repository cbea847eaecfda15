/**
 * Pictures of the real app on a fresh stack with the Sketch models, for the README and for the installed app:
 * `npm run screenshots`. With `-- --all` every state of every screen, to be looked at.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { createScreen, openSite } from '../tests/support/app-page.ts'
import { setup as buildApp } from '../tests/support/built-app.ts'
import { photographAll } from './all-screens.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const PROMPTS = [
  'three sailboats on a calm sea at sunset',
  'a fox in a birch forest in winter',
  'a castle under the stars',
  'a red tractor on a field in summer',
  'an owl in an old tree at night',
  'a lighthouse in a storm',
]
const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 } as const
const NARROW = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 } as const

interface Shot {
  readonly path: string
  readonly device: Parameters<typeof site.device>[0]
  readonly go: (page: Page) => Promise<void>
}

await buildApp()
if (process.argv.includes('--all')) {
  await photographAll()
  process.exit()
}
const site = await openSite()

async function generate(page: Page, prompts: readonly string[]): Promise<void> {
  const screen = createScreen(page)
  await page.goto('/')
  await screen.models.getByRole('checkbox').first().waitFor()
  for (const prompt of prompts) {
    await screen.prompt.fill(prompt)
    await screen.generate.click()
    for (const label of ['Poster', 'Watercolour', 'Linework', 'Pixel']) {
      await screen.results.getByRole('img', { name: `${label} (sketch, not AI): ${prompt}` }).waitFor()
    }
  }
  await page.getByRole('region', { name: 'Notice' }).getByRole('button', { name: 'Not now' }).click()
  await screen.results.evaluate((results) => results.scrollIntoView({ block: 'start' }))
}

async function openGallery(page: Page): Promise<void> {
  await generate(page, PROMPTS)
  await page.goto('/gallery')
  await page.getByRole('list', { name: 'Gallery images' }).getByRole('listitem').nth(5).waitFor()
}

async function openOutbox(page: Page): Promise<void> {
  await page.goto('/')
  await createScreen(page).models.getByRole('checkbox').first().waitFor()
  await page.route('**/api/generate', (route) => route.abort())
  for (const prompt of PROMPTS.slice(0, 3)) {
    await createScreen(page).prompt.fill(prompt)
    await createScreen(page).generate.click()
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Outbox' }).click()
  await page
    .getByRole('list', { name: 'Outbox' })
    .getByRole('img')
    .nth(1)
    .waitFor({ state: 'attached' })
    .catch(() => undefined)
}

const first = (page: Page) => generate(page, PROMPTS.slice(0, 1))
const SHOTS: readonly Shot[] = [
  { path: 'pwa/public/screenshots/gallery-wide.png', device: WIDE, go: openGallery },
  { path: 'docs/screenshots/create-desktop.webp', device: { viewport: { width: 1440, height: 900 } }, go: first },
  {
    path: 'docs/screenshots/create-phone.webp',
    device: { viewport: { width: 360, height: 780 }, colorScheme: 'dark' },
    go: first,
  },
  { path: 'pwa/public/screenshots/create-wide.png', device: WIDE, go: first },
  { path: 'pwa/public/screenshots/create-narrow.png', device: NARROW, go: first },
  { path: 'pwa/public/screenshots/outbox-narrow.png', device: NARROW, go: openOutbox },
]

try {
  await mkdir(`${ROOT}docs/screenshots`, { recursive: true })
  await mkdir(`${ROOT}pwa/public/screenshots`, { recursive: true })
  for (const { path, device, go } of SHOTS) {
    const context = await site.device({ colorScheme: 'light', serviceWorkers: 'block', ...device })
    const page = await context.newPage()
    await go(page)
    await page.waitForTimeout(1200)
    const shot = sharp(await page.screenshot())
    const image = await (path.endsWith('.png')
      ? shot.png({ palette: true, quality: 90 })
      : shot.webp({ quality: 82 })
    ).toBuffer()
    await writeFile(ROOT + path, image)
    console.info(`${path}, ${Math.round(image.byteLength / 1024)} KiB`)
    await context.close()
  }
} finally {
  await site.close()
}
