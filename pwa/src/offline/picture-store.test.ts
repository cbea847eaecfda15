import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createManualPictures, jobOf, pathOf } from '../manual-pictures.ts'
import { setPins } from './picture-pins.ts'
import { clearPictures, setPictureBudget } from './picture-space.ts'
import { createPictureStore } from './picture-store.ts'
import { readFact } from './picture-transaction.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const MEGABYTE = 1_000_000

describe('a kept picture', () => {
  it('stands in the cache of its size under one address, and is counted by the bytes it has', async () => {
    const device = createManualPictures()
    expect(await device.keep(pathOf(1, 320), 100)).toBe('kept')
    expect(await device.keep(`${pathOf(1, 1024)}.webp`, 4000)).toBe('kept')
    expect(await device.keep(pathOf(1, 1024), 3000)).toBe('kept')
    expect(await device.kept()).toEqual([pathOf(1, 1024), pathOf(1, 320)])
    expect(await device.totals()).toEqual({
      thumbs: { pictures: 1, bytes: 100 },
      full: { pictures: 1, bytes: 3000 },
      pinned: { pictures: 0, bytes: 0 },
    })
    const row = await device.store.ledger.get(pathOf(1, 1024))
    expect(row).toMatchObject({ status: 'ready', cache: 'full-v1', jobId: jobOf(1), bytes: 3000, reasons: [] })
  })

  it('is pinned from the start where its job is', async () => {
    const device = createManualPictures()
    await setPins(device.database, 'favourite', [jobOf(1)])
    await device.keep(pathOf(1), 100)
    expect((await device.totals()).pinned).toEqual({ pictures: 1, bytes: 100 })
    await setPins(device.database, 'favourite', [])
    expect((await device.totals()).pinned).toEqual({ pictures: 0, bytes: 0 })
  })
})

describe('the budget of pictures', () => {
  it('lets the largest go that were unused for longest, then small ones, down to nine tenths', async () => {
    const device = createManualPictures()
    await setPictureBudget(device.tools, 10 * MEGABYTE)
    await device.keep(pathOf(1, 320), MEGABYTE)
    for (const job of [2, 3, 4, 5]) await device.keep(pathOf(job, 1024), 2 * MEGABYTE)
    await device.store.ledger.touch(new Map([[pathOf(2, 1024), device.clock.now + 1]]))
    // Nine are there; with one and a half more it is over the budget, and at least one and a half have to go.
    await device.keep(pathOf(6, 320), 1.5 * MEGABYTE)
    expect(await device.kept()).toEqual([pathOf(1), pathOf(2, 1024), pathOf(4, 1024), pathOf(5, 1024), pathOf(6)])
    expect(await device.weighLedger()).toBeLessThanOrEqual(9 * MEGABYTE)
    expect(await device.weighLedger()).toBe(await device.weighCaches())
  })

  it('takes small pictures only when no large one is left', async () => {
    const device = createManualPictures()
    await setPictureBudget(device.tools, 10 * MEGABYTE)
    await device.keep(pathOf(1, 1024), 2 * MEGABYTE)
    for (const job of [2, 3, 4]) await device.keep(pathOf(job, 320), 3 * MEGABYTE)
    expect(await device.kept()).toEqual([pathOf(2), pathOf(3), pathOf(4)])
    await device.keep(pathOf(5, 320), 3 * MEGABYTE)
    expect(await device.kept()).toEqual([pathOf(3), pathOf(4), pathOf(5)])
  })

  it('never takes what has a reason to stay, until it has none left', async () => {
    const device = createManualPictures()
    await setPictureBudget(device.tools, 10 * MEGABYTE)
    await setPins(device.database, 'favourite', [jobOf(1)])
    await setPins(device.database, 'keep-offline', [jobOf(1)])
    for (const job of [1, 2, 3, 4]) await device.keep(pathOf(job, 1024), 3 * MEGABYTE)
    expect(await device.kept()).toEqual([pathOf(1, 1024), pathOf(3, 1024), pathOf(4, 1024)])
    await setPins(device.database, 'favourite', [])
    await device.keep(pathOf(5, 1024), 3 * MEGABYTE)
    expect(await device.kept()).toContain(pathOf(1, 1024))
    await setPins(device.database, 'keep-offline', [])
    await device.keep(pathOf(6, 1024), 3 * MEGABYTE)
    expect(await device.kept()).not.toContain(pathOf(1, 1024))
  })

  it('is exceeded by one picture at most, however much is pinned', async () => {
    const device = createManualPictures()
    await setPictureBudget(device.tools, 10 * MEGABYTE)
    await setPins(device.database, 'favourite', [jobOf(1)])
    await device.keep(pathOf(1, 1024), 9.9 * MEGABYTE)
    for (const job of [2, 3, 4, 5]) {
      await device.keep(pathOf(job, 320), MEGABYTE)
      expect(await device.kept()).toEqual([pathOf(1, 1024), pathOf(job)])
    }
  })

  it('spares what is open in a tab', async () => {
    const device = createManualPictures()
    const locks = {
      query: async () => ({ held: [{ name: `open-job ${jobOf(1)}` }], pending: [] }),
      request: (_name: string, _options: unknown, work: (lock: null) => unknown) => Promise.resolve(work(null)),
    }
    const store = createPictureStore({ ...device.tools, locks: locks as unknown as LockManager }) // as much as is used
    await device.keep(pathOf(1, 1024), 100)
    await device.keep(pathOf(2, 1024), 100)
    await store.evict({ bytes: 200 })
    expect(await device.kept()).toEqual([pathOf(1, 1024)])
  })

  it('is kept at once when it is made smaller', async () => {
    const device = createManualPictures()
    for (const job of [1, 2, 3]) await device.keep(pathOf(job, 1024), 30 * MEGABYTE)
    await setPictureBudget(device.tools, 50 * MEGABYTE)
    expect(await device.kept()).toEqual([pathOf(3, 1024)])
  })
})

describe('a device without room', () => {
  it('gives up half of the pictures, once, and then keeps the new one', async () => {
    const device = createManualPictures()
    for (const job of [1, 2, 3, 4, 5]) await device.keep(pathOf(job, 1024), 20 * MEGABYTE)
    device.state.roomFor = 100 * MEGABYTE
    expect(await device.keep(pathOf(6, 1024), 10 * MEGABYTE)).toBe('kept')
    expect(await device.kept()).toEqual([pathOf(4, 1024), pathOf(5, 1024), pathOf(6, 1024)])
    const { soft } = await readFact(device.database, 'budget')
    expect(soft?.bytes).toBe(50 * MEGABYTE)
    // A day later it is tried anew.
    expect(soft?.until).toBe(device.clock.now + 24 * 3_600_000)
  })

  it('never has a budget of less than 20 MB, and says once that nothing is kept', async () => {
    const device = createManualPictures()
    await device.keep(pathOf(1, 1024), 10 * MEGABYTE)
    device.state.roomFor = 10 * MEGABYTE
    expect(await device.keep(pathOf(2, 1024), MEGABYTE)).toBe('just-full')
    expect(await device.keep(pathOf(3, 1024), MEGABYTE)).toBe('full')
    expect(await createPictureStore(device.tools).ledger.get(pathOf(2, 1024))).toBeUndefined()
    expect(await device.kept()).toEqual([pathOf(1, 1024)])
    const budget = await readFact(device.database, 'budget')
    expect(budget).toMatchObject({ isFull: true, soft: { bytes: 20 * MEGABYTE } })
    expect(await device.weighLedger()).toBe(await device.weighCaches())
  })

  it('tries again after ten minutes, and after somebody has chosen another budget', async () => {
    const device = createManualPictures()
    device.state.roomFor = 0
    expect(await device.keep(pathOf(1), 10)).toBe('just-full')
    device.state.roomFor = 100
    expect(await device.keep(pathOf(1), 10)).toBe('full')
    device.clock.now += 600_000
    expect(await device.keep(pathOf(1), 10)).toBe('kept')
    expect((await readFact(device.database, 'budget')).isFull).toBe(false)
    device.state.roomFor = 0
    expect(await device.keep(pathOf(2), 10)).toBe('just-full')
    device.state.roomFor = 100
    await setPictureBudget(device.tools, 50 * MEGABYTE)
    expect(await device.keep(pathOf(2), 10)).toBe('kept')
  })
})

describe('a device that is so full that nothing can be struck out', () => {
  it('strikes it out as soon as enough has gone', async () => {
    const device = createManualPictures()
    for (let run = 0; run < 600; run += 1) await device.keep(pathOf(1, 1024, `stub-${run}`), 100)
    const remove = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(() => {
      throw new DOMException('', 'QuotaExceededError')
    })
    await device.store.inTurn(() => device.store.evict({ bytes: 50_000 }))
    expect(remove.mock.calls.length).toBeGreaterThan(200)
    remove.mockRestore()
    expect(await device.kept()).toHaveLength(100)
    expect(await device.weighLedger()).toBe(await device.weighCaches())
  })
})

describe('removing all pictures', () => {
  it('leaves nothing of them, and knows what was to stay', async () => {
    const device = createManualPictures()
    await setPins(device.database, 'favourite', [jobOf(1)])
    await device.keep(pathOf(1), 100)
    await device.keep(pathOf(2, 1024), 1000)
    expect(await clearPictures(device.tools)).toEqual({ pictures: 2, bytes: 1100 })
    expect(await device.kept()).toEqual([])
    expect(await device.weighLedger()).toBe(0)
    await device.keep(pathOf(1), 100)
    expect((await device.totals()).pinned.pictures).toBe(1)
  })
})
