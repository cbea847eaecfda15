import type { Page } from 'playwright-core'
import { openCreate, type ScreenState, send } from './screen-state.ts'

const screen = 'Notices'

/** The browser's offer, which only a device that could install the app makes. */
async function offerInstall(page: Page): Promise<void> {
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt')
    dispatchEvent(Object.assign(offer, { prompt: async () => ({ outcome: 'dismissed' }) }))
  })
}

async function openReady(page: Page): Promise<void> {
  await openCreate(page)
  await page.getByText('Ready to use offline.').first().waitFor({ timeout: 30_000 })
}

export const NOTICE_STATES: readonly ScreenState[] = [
  {
    screen,
    state: 'Install',
    async enter(page) {
      await openCreate(page)
      await offerInstall(page)
      await send(page)
      await page.getByRole('button', { name: 'Install app' }).waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Install, offered in Settings',
    async enter(page) {
      await page.goto('/settings')
      await page.getByRole('button', { name: 'Remove cached pictures' }).waitFor()
      await offerInstall(page)
      await page.getByRole('button', { name: 'Install app' }).waitFor()
    },
  },
  { screen, state: 'Offline ready', hasWorker: true, enter: openReady },
]
