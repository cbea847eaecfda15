import type { Page } from 'playwright-core'
import { API, answer, fox, never, openCreate, openReady, type ScreenState, send } from './screen-state.ts'

const screen = 'Notices'
const notice = (page: Page) => page.getByRole('region', { name: 'Notice' })

/** The browser's offer, which only a device that could install the app makes. */
async function offerInstall(page: Page): Promise<void> {
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt')
    dispatchEvent(Object.assign(offer, { prompt: async () => ({ outcome: 'dismissed' }) }))
  })
}

/** Opens a page that may register another worker than the app's own, which the app's policy forbids. */
async function openOld(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await openReady(page)
}

/** The worker under another address is a newer one to the browser, which installs it and lets it wait. */
async function deploy(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.register('/sw.js?newer')))
  await page.getByText('A new version is ready.').first().waitFor({ timeout: 30_000 })
}

/** A page of an earlier version, which does not let go of its database. */
async function holdDatabase(page: Page): Promise<void> {
  const old = await page.context().newPage()
  await old.goto('/robots.txt')
  await old.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('pixel-prompt', 1)
        const held = () => resolve(Object.assign(globalThis, { held: request.result }) && undefined)
        Object.assign(request, { onsuccess: held, onerror: reject })
      }),
  )
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
  {
    screen,
    state: 'Update, with a draft in the box',
    hasWorker: true,
    async enter(page) {
      await openOld(page)
      await page.getByRole('textbox', { name: 'Prompt' }).fill(fox)
      await deploy(page)
    },
  },
  {
    screen,
    state: 'Update held while a prompt is sent',
    hasWorker: true,
    async enter(page) {
      await openOld(page)
      await answer(page, API.generate, never)
      await send(page)
      await deploy(page)
      await notice(page).getByRole('button', { name: 'Update' }).click()
      await notice(page).getByText('Updates when').waitFor()
    },
  },
  {
    screen,
    state: 'Update ready, in Settings',
    hasWorker: true,
    async enter(page) {
      await openOld(page)
      await page.goto('/settings')
      await deploy(page)
      await notice(page).getByRole('button', { name: 'Later' }).click()
      await page.getByRole('heading', { name: 'About' }).evaluate((heading) => heading.scrollIntoView())
    },
  },
  {
    screen,
    state: 'An old tab holds the database',
    async enter(page) {
      await holdDatabase(page)
      await page.goto('/')
      await notice(page).getByText('Close the other Pixel Prompt tabs').waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'Tell when pictures are ready',
    async enter(page) {
      // A browser without a window has said no by itself.
      await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'default' }))
      await send(page)
      await notice(page).getByRole('button', { name: 'Tell me' }).waitFor({ timeout: 20_000 })
    },
  },
  {
    screen,
    state: 'No room for pictures',
    async enter(page) {
      await openCreate(page)
      // Pictures are kept by the worker, which tells of it; the page listens once everything else is there.
      const tell = () => {
        new BroadcastChannel('pictures').postMessage('full')
        return document.body.textContent.includes('Storage is full.')
      }
      await page.waitForFunction(tell, undefined, { polling: 200 })
      await notice(page).getByText('Storage is full.').waitFor()
    },
  },
]
