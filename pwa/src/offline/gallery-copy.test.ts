import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it } from 'vitest'
import { createFakeServer } from '../fake-server.ts'
import { entryOf, openGalleryTab } from '../manual-gallery.ts'
import { idOf } from '../manual-outbox.ts'
import { measureDevice } from './device-usage.ts'
import { createOutboxStore } from './outbox-store.ts'
import { readCopy } from './read-copy.ts'
import { writeCopy } from './write-copy.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

function serverWithThree() {
  const server = createFakeServer()
  server.galleries = [3, 2, 1].map((number) => entryOf(number, `2026-11-24T0${number}:00:00.000Z`))
  return server
}

it('a copy carries marks and waiting deletions to another device', async () => {
  const server = serverWithThree()
  const first = await openGalleryTab(server)
  await first.open()
  await first.gallery.setFavourite(idOf(1), true)
  await first.gallery.setKeptOffline([idOf(3)], true)
  await first.gallery.remove([idOf(2)])
  const file = await writeCopy({ database: first.database, caches: undefined, now: () => 0 })

  globalThis.indexedDB = new IDBFactory()
  const second = await openGalleryTab(server)
  const damaged = new Blob([await file.text(), '{"kind":"mark","value":{"id":"x"}}\n'])
  const { database } = second
  const tools = { database, store: createOutboxStore(database), caches: undefined, locks: undefined, now: () => 0 }
  expect(await readCopy(damaged, tools)).toMatchObject({ unreadable: 1 })
  const third = await openGalleryTab(server)
  await third.open()
  expect(third.ids()).toEqual([3, 1].map(idOf))
  expect(third.gallery.state.get()).toMatchObject({
    favourites: new Set([idOf(1)]),
    keptOffline: new Set([idOf(3)]),
  })
  await third.timing.advance(10_000)
  await third.rest()
  expect(server.deleted).toEqual([idOf(2)])
})

it('what is known of the gallery is counted among what the app stores', async () => {
  const tab = await openGalleryTab(serverWithThree())
  const tools = { database: tab.database, caches: undefined, now: () => 0 }
  const before = await measureDevice(tools)
  await tab.open()
  const after = await measureDevice(tools)
  expect(before.gallery).toBe(0)
  expect(after.gallery).toBeGreaterThan(600)
})
