import type { CDPSession, Page } from 'playwright-core'
import { createScreen } from '../../tests/support/app-page.ts'

/** What a person does on a page, by keys and fingers that the browser takes for real ones. */
export interface Flow {
  readonly name: string
  /** Where it begins; `{pictures}` stands for a job with several pictures. */
  readonly address: string
  readonly act: (page: Page, session: CDPSession) => Promise<void>
}

/** Between two keys, milliseconds: a fast typist's. */
const KEY_MS = 60
/** Between two presses, milliseconds. */
const REST_MS = 400
const SCREENS = 6
const SCROLL_PX = 1200

export const FLOWS: readonly Flow[] = [
  { name: 'type-and-generate', address: '/', act: typeAndGenerate },
  { name: 'scroll-gallery', address: '/gallery', act: scrollGallery },
  { name: 'open-compare', address: '/j/{pictures}', act: openCompare },
]

async function typeAndGenerate(page: Page): Promise<void> {
  const screen = createScreen(page)
  await screen.prompt.tap()
  await page.keyboard.type('a lighthouse on a cliff in a storm', { delay: KEY_MS })
  await screen.generate.tap()
  await screen.pictures.first().waitFor()
  await page.waitForTimeout(REST_MS)
}

/** Scrolling is no interaction by itself, so the tools that stay in the window are used on the way. */
async function scrollGallery(page: Page, session: CDPSession): Promise<void> {
  const tiles = page.getByRole('list', { name: 'Gallery images' }).getByRole('link')
  const select = page.getByRole('button', { name: 'Select', exact: true })
  await tiles.first().waitFor()
  for (let screen = 0; screen < SCREENS; screen += 1) {
    await session.send('Input.synthesizeScrollGesture', {
      ...{ x: 200, y: 600, yDistance: -SCROLL_PX, speed: 2400 },
      gestureSourceType: 'touch',
    })
    if (screen % 2 === 1) await select.tap()
    await page.waitForTimeout(REST_MS)
  }
}

async function openCompare(page: Page): Promise<void> {
  const { results } = createScreen(page)
  await results.getByRole('button', { name: 'Compare' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Comparison' })
  await dialog.getByRole('img').first().waitFor()
  await page.waitForTimeout(REST_MS)
  await dialog.getByRole('button', { name: 'Zoom in' }).tap()
  await page.waitForTimeout(REST_MS)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}
