import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createScreen } from '../support/app-page.ts'
import { clearStorage, fillStorage, limitRoom, takeDatabase } from './device-troubles.ts'
import type { FaultServer } from './fault-server.ts'
import { readJobs } from './judge.ts'
import type { KillableBrowser } from './killable-browser.ts'
import { openRig, type Rig } from './open-rig.ts'
import { processOf } from './process-of-tab.ts'
import { buildQuickApp, QUICK_LEASE_MS, QUICK_TIMEOUT_MS } from './quick-build.ts'

let site: string
beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'pixel-prompt-quick-'))
  await buildQuickApp(site)
})
afterAll(() => rm(site, { recursive: true, force: true }))

let rig: Rig
let network: FaultServer
let browser: KillableBrowser
beforeEach(async () => {
  rig = await openRig(site)
  network = rig.network
  browser = rig.browser
})
afterEach(() => rig.close())

/** A page whose prompts find no server until the network is whole again. */
async function openPage(path = '/'): Promise<Page> {
  const page = await browser.context().newPage()
  await page.goto(network.url + path)
  return page
}

async function visit(): Promise<Page> {
  const page = await openPage()
  await page.getByText('Ready to use offline.').first().waitFor()
  return page
}

async function write(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await createScreen(page).prompt.fill(text)
    await createScreen(page).generate.click()
    await expect.poll(() => createScreen(page).prompt.inputValue(), { timeout: 10_000 }).toBe('')
  }
}

const goDown = () => {
  network.decide = () => 'dropped-before'
  network.hasPortal = true
}
const comeBack = () => {
  network.decide = () => 'none'
  network.hasPortal = false
}
const arrived = async () => (await readJobs(rig.folder)).map(({ prompt }) => prompt)
const items = (page: Page) => page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
const TEXTS = ['one', 'two', 'three'] as const

describe('prompts that were called saved', () => {
  it('are there after kill -9 of the browser at that moment, and go out in order by themselves', async () => {
    const page = await visit()
    goDown()
    await write(page, TEXTS)
    await browser.kill()
    await browser.start()
    const again = await openPage('/outbox')
    await expect.poll(() => items(again).count(), { timeout: 10_000 }).toBe(3)
    expect(await arrived()).toEqual([])
    comeBack()
    await again.getByText('Nothing is waiting.').waitFor()
    expect(await arrived()).toEqual(TEXTS)
  })

  it('are sent by the worker alone, when the browser wakes it without any page', async () => {
    const page = await visit()
    await browser.context().setOffline(true)
    await write(page, TEXTS)
    const registrationId = await findRegistration(page)
    const blank = await browser.context().newPage()
    await page.close()
    await browser.context().setOffline(false)
    const devtools = await browser.context().newCDPSession(blank)
    await devtools.send('ServiceWorker.enable')
    const sync = { origin: network.url, registrationId, tag: 'outbox', lastChance: false }
    await devtools.send('ServiceWorker.dispatchSyncEvent', sync)
    await expect.poll(arrived, { timeout: 15_000 }).toEqual(TEXTS)
  })

  it('are sent on the online event alone, where there is no Background Sync', async () => {
    await browser.context().addInitScript(() => {
      Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync')
    })
    const page = await visit()
    await browser.context().setOffline(true)
    await write(page, TEXTS)
    await browser.context().setOffline(false)
    await expect.poll(arrived, { timeout: 10_000 }).toEqual(TEXTS)
  })

  it.each<[string, (database: string) => Promise<void>]>([
    ['flipped bytes in its log', (database) => damage(database, /\.log$/, flipBytes)],
    ['an empty manifest', (database) => damage(database, /^MANIFEST/, zero)],
    ['a log that is cut off', (database) => damage(database, /\.log$/, cutOff)],
    ['no file at all', (database) => rm(database, { recursive: true, force: true })],
  ])('come back where the database is found with %s', async (_what, spoil) => {
    const page = await visit()
    goDown()
    await write(page, TEXTS)
    await browser.kill()
    const { host } = new URL(network.url)
    const name = `http_${host.replace(':', '_')}.indexeddb.leveldb`
    await spoil(join(rig.profile, 'Default/IndexedDB', name))
    await browser.start()
    comeBack()
    const again = await openPage('/outbox')
    await again.getByText('Nothing is waiting.').waitFor()
    expect((await arrived()).toSorted()).toEqual(TEXTS.toSorted())
  })
})

describe('a device in trouble', () => {
  it('keeps the text in the box while its storage is full, and says so', async () => {
    const page = await browser.context().newPage()
    await limitRoom(page, network.url)
    await page.goto(network.url)
    await page.getByText('Ready to use offline.').first().waitFor()
    await page.evaluate(fillStorage, Number.POSITIVE_INFINITY)
    await createScreen(page).prompt.fill('a fox')
    await createScreen(page).generate.click()
    await page.getByText('storage is full. It is still in the box.').first().waitFor()
    expect(await createScreen(page).prompt.inputValue()).toBe('a fox')
    await limitRoom(page, network.url)
    await createScreen(page).generate.click()
    await expect.poll(arrived, { timeout: 10_000 }).toEqual(['a fox'])
  })

  it('sends from another tab while one that holds the lock is suspended, and the sleeper does no harm', async () => {
    const page = await visit()
    const sleeper = await openPage()
    await createScreen(sleeper).prompt.waitFor()
    const sleeping = await processOf(sleeper)
    expect(sleeping).not.toBe(await processOf(page))
    // Its request is on its way, and the answer finds it asleep.
    let suspendedAt = 0
    network.decide = () => {
      // With no transaction open: nobody could write before it wakes up, and browsers suspend no tab in the midst of one.
      setTimeout(() => {
        process.kill(sleeping, 'SIGSTOP')
        suspendedAt = performance.now()
      }, QUICK_TIMEOUT_MS / 3)
      return 'slow'
    }
    await createScreen(sleeper).prompt.fill('one')
    // Whoever presses hears nothing of it before the tab wakes up.
    const pressed = createScreen(sleeper).generate.click()
    await expect.poll(() => suspendedAt, { timeout: 10_000 }).toBeGreaterThan(0)
    try {
      comeBack()
      await write(page, ['two'])
      await expect.poll(arrived, { timeout: 20_000 }).toEqual(['one', 'two'])
      const waitedMs = performance.now() - suspendedAt
      // Not at once, or the sleeper held nothing.
      expect(waitedMs).toBeGreaterThan(QUICK_LEASE_MS / 2)
      expect(waitedMs).toBeLessThan(QUICK_LEASE_MS + 3000)
    } finally {
      process.kill(sleeping, 'SIGCONT')
    }
    await pressed
    await sleeper.goto(`${network.url}/outbox`)
    await sleeper.getByText('Nothing is waiting.').waitFor()
    expect(await arrived()).toEqual(['one', 'two'])
  })

  it('goes on where its storage is cleared under the open page', async () => {
    const page = await visit()
    await write(page, ['before'])
    await expect.poll(arrived, { timeout: 10_000 }).toEqual(['before'])
    await clearStorage(page, network.url)
    await write(page, ['after'])
    await expect.poll(arrived, { timeout: 10_000 }).toEqual(['before', 'after'])
  })

  it('sends the others where one record is damaged or of a newer version', async () => {
    const page = await visit()
    goDown()
    await write(page, TEXTS)
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('pixel-prompt')
        request.onsuccess = () => resolve(request.result)
      })
      const store = database.transaction('prompts', 'readwrite').objectStore('prompts')
      const [first, second] = await new Promise<{ attempts: unknown; schemaV: number }[]>((resolve) => {
        const request = store.getAll()
        request.onsuccess = () => resolve(request.result)
      })
      store.put({ ...first, attempts: 'many' })
      store.put({ ...second, schemaV: 99 })
      database.close()
    })
    comeBack()
    await page.goto(`${network.url}/outbox`)
    await page.getByText('2 prompts need the new version.').waitFor()
    await expect.poll(arrived, { timeout: 10_000 }).toHaveLength(1)
  })

  it('gives way to a newer version in another tab, and then writes nothing', async () => {
    const page = await visit()
    const other = await openPage('/robots.txt')
    expect(await other.evaluate(takeDatabase)).toBeLessThan(5000)
    await createScreen(page).prompt.fill('a fox')
    await createScreen(page).generate.click()
    await page.getByText('A newer version of the app is open in another tab.').first().waitFor()
    expect(await createScreen(page).prompt.inputValue()).toBe('a fox')
    expect(await arrived()).toEqual([])
  })
})

async function findRegistration(page: Page): Promise<string> {
  const devtools = await browser.context().newCDPSession(page)
  const found = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations
      if (registration !== undefined) resolve(registration.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  return found
}

type Spoil = (file: string, bytes: number) => Promise<void>

async function damage(database: string, name: RegExp, spoil: Spoil): Promise<void> {
  const files = (await readdir(database)).filter((file) => name.test(file))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) await spoil(join(database, file), (await stat(join(database, file))).size)
}

async function flipBytes(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'r+')
  const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
  for (let index = 0; index < bytes; index += 7) buffer[index] = (buffer[index] ?? 0) ^ 0xff
  await handle.write(buffer, 0, bytes, 0)
  await handle.close()
}

async function zero(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(bytes), 0, bytes, 0)
  await handle.close()
}

async function cutOff(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.truncate(Math.floor(bytes / 2))
  await handle.close()
}
