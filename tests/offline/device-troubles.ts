import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/* What befalls the storage of a device. */

const QUOTA = 1_000_000
/** Longer than a person looks at "the device is full" before the next press. */
const FULL_MS = 500

/** Nothing more fits for a moment; then there is room again. */
export async function fillDevice(page: Page, origin: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA })
  try {
    await page.evaluate(fillStorage)
    await sleep(FULL_MS)
  } finally {
    await devtools.send('Storage.overrideQuotaForOrigin', { origin })
    await devtools.detach()
  }
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
export async function fillStorage(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('filler', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
  })
  // A refusal takes the browser seconds: it looks for something to remove first.
  for (const size of [65_536, 1024]) {
    for (let isRoom = true; isRoom; ) {
      isRoom = await new Promise<boolean>((resolve) => {
        const transaction = database.transaction('rows', 'readwrite')
        transaction.oncomplete = () => resolve(true)
        transaction.onabort = () => resolve(false)
        transaction.objectStore('rows').add(crypto.getRandomValues(new Uint8Array(size)))
      })
    }
  }
  database.close()
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
