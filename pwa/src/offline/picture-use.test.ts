import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createManualPictures, pathOf } from '../manual-pictures.ts'
import { parsePictureAddress } from './picture-address.ts'
import { offlineCounts } from './picture-counts.ts'
import { readFact } from './picture-transaction.ts'
import { createPictureUse } from './picture-use.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

function openWorker() {
  const device = createManualPictures()
  const sleeps: { readonly ms: number; readonly end: () => void }[] = []
  const use = createPictureUse({
    ...{ database: device.database, ledger: device.store.ledger, now: () => 5_000_000 },
    sleep: (ms) => new Promise((resolve) => sleeps.push({ ms, end: () => resolve() })),
  })
  const note = (path: string, network: 'online' | 'offline', outcome: 'hit' | 'miss') => {
    const address = parsePictureAddress(path)
    if (address === undefined) throw new Error(`${path} is no address of a picture.`)
    return use.note(address, { network, outcome })
  }
  const lastUsed = async (path: string) => (await device.store.ledger.get(path))?.lastUsed
  return { ...device, use, note, sleeps, lastUsed }
}

describe('the use of pictures', () => {
  it('is written down once for all that were used within five seconds, and lived for so long', async () => {
    const { keep, note, sleeps, lastUsed, database } = openWorker()
    await keep(pathOf(1), 10)
    await keep(pathOf(2), 10)
    const before = await lastUsed(pathOf(1))
    const notes = [1, 2, 1].map((job) => note(pathOf(job), 'online', 'hit'))
    expect(sleeps.map(({ ms }) => ms)).toEqual([5000])
    expect(await lastUsed(pathOf(1))).toBe(before)
    sleeps[0]?.end()
    await Promise.all(notes)
    expect([await lastUsed(pathOf(1)), await lastUsed(pathOf(2))]).toEqual([5_000_000, 5_000_000])
    expect(await readFact(database, 'counts')).toEqual({ 'thumb online hit': 3 })
  })

  it('is written down when it is asked for, and counted over all lives of the worker', async () => {
    const first = openWorker()
    void first.note(pathOf(1), 'offline', 'hit')
    void first.note(pathOf(1, 1024), 'offline', 'miss')
    await first.use.flush()
    const second = openWorker()
    void second.note(pathOf(1, 'original'), 'offline', 'miss')
    const counts = await second.use.flush()
    expect(counts).toEqual({ 'thumb offline hit': 1, 'full offline miss': 2 })
    expect(offlineCounts(counts)).toEqual({ asked: 3, missing: 2 })
    expect(await second.use.flush()).toEqual(counts)
  })

  it('makes no row of a picture that is not kept', async () => {
    const { note, use, store } = openWorker()
    void note(pathOf(1), 'online', 'hit')
    await use.flush()
    expect(await store.ledger.get(pathOf(1))).toBeUndefined()
  })
})
