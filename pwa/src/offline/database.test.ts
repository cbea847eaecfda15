import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type DatabaseTrouble } from './database.ts'
import { recordOfAccepted } from './job-record.ts'
import { createOutboxStore } from './outbox-store.ts'
import { createOwnerKey } from './owner-key.ts'
import { queuedRecord } from './prompt-record.ts'
import { EMPTY_QUEUE } from './queue-state.ts'
import { createSettingsStore } from './settings-store.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const STORES = [
  ...[
    'days',
    'deletions',
    'forgotten',
    'jobs',
    'ledger',
    'marks',
    'meta',
    'pictureFacts',
    'picturePins',
    'pictures',
    'prompts',
    'settings',
    'templates',
  ],
]

describe('the database', () => {
  it('is opened anew where its handle was lost', async () => {
    const database = createDatabase()
    await database.run(async (handle) => handle.close())
    await database.run((handle) => handle.put('settings', 1, 'a'))
    expect(await database.run((handle) => handle.get('settings', 'a'))).toBe(1)
  })

  it('gives way to a newer version of the app in another tab', async () => {
    const troubles: DatabaseTrouble[] = []
    const database = createDatabase({ onTrouble: (trouble) => troubles.push(trouble) })
    await database.run(async () => undefined)
    await new Promise((resolve, reject) => {
      const upgrade = indexedDB.open('pixel-prompt', 99)
      upgrade.onsuccess = () => resolve(upgrade.result.close())
      upgrade.onerror = () => reject(upgrade.error)
    })
    expect(troubles).toEqual(['blocking'])
  })

  it('keeps what every earlier version has written', async () => {
    // Version 1, as it was published.
    const old = await openDB('pixel-prompt', 1, { upgrade: (handle) => handle.createObjectStore('settings') })
    await old.put('settings', { text: 'a fox' }, 'draft')
    old.close()
    const database = createDatabase()
    expect(await database.run((handle) => handle.get('settings', 'draft'))).toEqual({ text: 'a fox' })
    expect(await database.run(async (handle) => [...handle.objectStoreNames])).toEqual(STORES)
  })

  it('keeps the outbox of the version before the gallery was kept', async () => {
    // Version 3, as it was published.
    const old = await openDB('pixel-prompt', 3, {
      upgrade(handle) {
        handle.createObjectStore('settings')
        handle.createObjectStore('meta')
        const prompts = handle.createObjectStore('prompts', { keyPath: 'id' })
        prompts.createIndex('due', ['state', 'nextAttemptAt', 'seq'])
        handle.createObjectStore('ledger', { keyPath: 'url' })
        handle.createObjectStore('jobs', { keyPath: 'jobId' }).createIndex('own', ['own', 'createdAt'])
      },
    })
    const id = '0193e0b0-1234-7000-8000-000000000001'
    const about = { prompt: 'a fox', models: [] }
    const waiting = queuedRecord({ id, body: '{"prompt":"a fox"}', correlationId: id, about }, { seq: 1, now: 1000 })
    await old.put('prompts', waiting)
    await old.put('meta', EMPTY_QUEUE, 'queue')
    old.close()
    const database = createDatabase()
    expect(await createOutboxStore(database).readOpen()).toEqual({ records: [waiting], newer: 0, queue: EMPTY_QUEUE })
    expect(await database.run(async (handle) => [...handle.objectStoreNames])).toEqual(STORES)
  })

  it('keeps outbox, jobs and marks of the version before templates were kept', async () => {
    // Version 4, as it was published.
    const old = await openDB('pixel-prompt', 4, {
      upgrade(handle) {
        for (const store of ['settings', 'meta', 'pictureFacts']) handle.createObjectStore(store)
        const prompts = handle.createObjectStore('prompts', { keyPath: 'id' })
        prompts.createIndex('due', ['state', 'nextAttemptAt', 'seq'])
        for (const store of ['marks', 'deletions']) handle.createObjectStore(store, { keyPath: 'id' })
        handle.createObjectStore('ledger', { keyPath: 'url' })
        handle.createObjectStore('days', { keyPath: 'day' })
        handle.createObjectStore('picturePins', { keyPath: 'jobId' })
        const pictures = handle.createObjectStore('pictures', { keyPath: 'url' })
        pictures.createIndex('order', ['rank', 'lastUsed'])
        pictures.createIndex('job', 'jobId')
        pictures.createIndex('status', 'status')
        handle.createObjectStore('jobs', { keyPath: 'jobId' }).createIndex('own', ['own', 'createdAt'])
      },
    })
    const id = '0193e0b0-1234-7000-8000-000000000001'
    const about = { prompt: 'a fox', models: [] }
    const waiting = queuedRecord({ id, body: '{"prompt":"a fox"}', correlationId: id, about }, { seq: 1, now: 1000 })
    const job = recordOfAccepted({ jobId: id, prompt: 'a fox', createdAt: '2026-11-26T10:00:00.000Z', models: [] })
    const mark = { schemaV: 1, id, isFavourite: true, isKeptOffline: false }
    await old.put('prompts', waiting)
    await old.put('meta', EMPTY_QUEUE, 'queue')
    await old.put('jobs', job)
    await old.put('marks', mark)
    old.close()
    const database = createDatabase()
    expect(await createOutboxStore(database).readOpen()).toEqual({ records: [waiting], newer: 0, queue: EMPTY_QUEUE })
    const rows = await database.run((handle) => Promise.all([handle.getAll('jobs'), handle.getAll('marks')]))
    expect(rows).toEqual([[job], [mark]])
    expect(await database.run(async (handle) => [...handle.objectStoreNames])).toEqual(STORES)
  })

  it('says so when it does not open in time', async () => {
    // Opening that no event ever ends, as behind an upgrade that another tab blocks.
    indexedDB.open = () => Object.create(IDBOpenDBRequest.prototype, { addEventListener: { value: () => undefined } })
    const troubles: DatabaseTrouble[] = []
    const database = createDatabase({ openTimeoutMs: 20, onTrouble: (trouble) => troubles.push(trouble) })
    await expect(database.run(async () => 1)).rejects.toThrow('in time')
    expect(troubles).toEqual(['timeout'])
  })

  it('is used from when it opens, also where that takes too long', async () => {
    // An old version of the app in another tab that does not give way.
    const old = await openDB('pixel-prompt', 1, { upgrade: (handle) => handle.createObjectStore('settings') })
    const troubles: DatabaseTrouble[] = []
    const database = createDatabase({ openTimeoutMs: 20, onTrouble: (trouble) => troubles.push(trouble) })
    await expect(database.run(async () => 1)).rejects.toThrow('in time')
    await expect(database.run(async () => 1)).rejects.toThrow('in time')
    old.close()
    await expect.poll(() => database.run(async () => 1).catch(() => 'not yet')).toBe(1)
    expect(troubles).toEqual(['blocked', 'timeout', 'unblocked'])
  })

  it('is opened again by the next work where opening it failed', async () => {
    const factory = indexedDB
    globalThis.indexedDB = Object.create(factory, {
      open: {
        value() {
          globalThis.indexedDB = factory
          throw new DOMException('The disk does not answer.', 'AbortError')
        },
      },
    })
    const database = createDatabase()
    await expect(database.run(async () => 1)).rejects.toThrow('The disk')
    expect(await database.run(async () => 1)).toBe(1)
  })
})

describe('the settings', () => {
  it('are read again after a reload, and only in the expected shape', async () => {
    expect(await createSettingsStore(createDatabase()).write('a', 'text')).toBe(true)
    const later = createSettingsStore(createDatabase())
    expect(await later.read('a', v.string())).toBe('text')
    expect(await later.read('a', v.number())).toBeUndefined()
  })

  it('work in memory where the device has no database', async () => {
    indexedDB.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
    const errors: unknown[] = []
    const settings = createSettingsStore(createDatabase(), (error) => errors.push(error))
    expect(await settings.write('a', 'text')).toBe(false)
    expect(await settings.read('a', v.string())).toBe('text')
    expect(errors).toHaveLength(1)
  })
})

describe('the owner key', () => {
  it('is minted once, from 32 random bytes, and kept', async () => {
    const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes)
    const minted = await createOwnerKey(createSettingsStore(createDatabase()), random)()
    expect(minted).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(await createOwnerKey(createSettingsStore(createDatabase()), random)()).toBe(minted)
  })
})
