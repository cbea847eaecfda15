/** Pictures of the real app for the README, on a fresh stack with the Sketch models. `node perf/screenshots.ts` */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { createScreen, openSite } from '../tests/support/app-page.ts'
import { setup as buildApp } from '../tests/support/built-app.ts'

const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const SHOTS = [
  { name: 'create-desktop', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'create-phone', viewport: { width: 360, height: 780 }, colorScheme: 'dark' },
] as const
const PROMPT = 'three sailboats on a calm sea at sunset'

await buildApp()
await mkdir(FOLDER, { recursive: true })
const site = await openSite()
try {
  for (const { name, viewport, colorScheme } of SHOTS) {
    const device = await site.device({ viewport, colorScheme })
    const page = await device.newPage()
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await screen.prompt.fill(PROMPT)
    await screen.generate.click()
    for (const label of ['Poster', 'Watercolour', 'Linework', 'Pixel']) {
      await screen.results.getByRole('img', { name: label }).waitFor()
    }
    await page.waitForTimeout(1000)
    const image = await sharp(await page.screenshot())
      .webp({ quality: 82 })
      .toBuffer()
    await writeFile(`${FOLDER}${name}.webp`, image)
    console.info(`docs/screenshots/${name}.webp, ${Math.round(image.byteLength / 1024)} KiB`)
    await device.close()
  }
} finally {
  await site.close()
}
