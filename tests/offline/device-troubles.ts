import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/* What befalls the storage of a device. */

const ROOM = 8_000_000
/** Longer than a person looks at "the device is full" before the next press. */
const FULL_MS = 500

/**
 * A small device: so much more fits, and no more. To be called before the page opens the site, since Chromium believes
 * the room that it was told for half a minute. Lasts as long as the page.
 */
export async function limitRoom(page: Page, origin: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin })
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + ROOM })
}

/**
 * Nothing more fits for a moment, not even a small row; then there is room again. Answers whether it came to that: where
 * the page that had limited the room was closed meanwhile, there is no end to it.
 */
export async function fillDevice(page: Page, origin: string): Promise<boolean> {
  const isFull = await page.evaluate(fillStorage, 3 * ROOM)
  if (isFull) await sleep(FULL_MS)
  await page.evaluate(() => indexedDB.deleteDatabase('filler'))
  await limitRoom(page, origin)
  return isFull
}

/** Everything that the site has kept is gone, under its open tabs. */
export async function clearStorage(page: Page, origin: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await devtools.detach()
}

/** For a while there are records in the outbox that no version can read, before all others. */
export async function withDamagedPrompts(page: Page, ms: number): Promise<void> {
  await page.evaluate(changeDamaged, true)
  await sleep(ms)
  await page.evaluate(changeDamaged, false)
}

/** Runs in the page: writes until the browser refuses even a small row. */
export async function fillStorage(mostBytes: number): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('filler', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
  })
  let isRoom = true
  let bytes = 0
  for (const size of [65_536, 1024]) {
    for (isRoom = true; isRoom && bytes < mostBytes; bytes += size) {
      isRoom = await new Promise<boolean>((resolve) => {
        const transaction = database.transaction('rows', 'readwrite')
        transaction.oncomplete = () => resolve(true)
        transaction.onabort = () => resolve(false)
        transaction.objectStore('rows').add(crypto.getRandomValues(new Uint8Array(size)))
      })
    }
  }
  database.close()
  return !isRoom
}

/** Runs in a page: opens the database as a much newer version of the app does. Answers how long that took, milliseconds. */
export async function takeDatabase(): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const request = indexedDB.open('pixel-prompt', 99)
    request.onsuccess = () => resolve(performance.now() - startedAt)
  })
}

/** Runs in the page: puts damaged records among the prompts, or takes them away. */
async function changeDamaged(isThere: boolean): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('pixel-prompt')
    request.onsuccess = () => resolve(request.result)
  })
  const transaction = database.transaction('prompts', 'readwrite')
  const done = new Promise((resolve) => {
    transaction.oncomplete = resolve
    transaction.onabort = resolve
  })
  for (const state of ['queued', 'sending']) {
    const damaged = { id: `damaged-${state}`, state, nextAttemptAt: 0, seq: 0, schemaV: 1, attempts: 'many' }
    if (isThere) transaction.objectStore('prompts').put(damaged)
    else transaction.objectStore('prompts').delete(damaged.id)
  }
  await done
  database.close()
}
