import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../../tests/support/seeded-random.ts'
import { createManualPictures, jobOf, pathOf } from '../manual-pictures.ts'
import { parsePictureAddress } from './picture-address.ts'
import { setPins } from './picture-pins.ts'
import { setPictureBudget } from './picture-space.ts'
import { createPictureStore, type PictureTools } from './picture-store.ts'
import { createPictures } from './pictures.ts'
import { readPending } from './read-ledger.ts'
import { reconcilePictures } from './reconcile-pictures.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const DAY_MS = 24 * 3_600_000
const reconcile = (tools: PictureTools) =>
  reconcilePictures({ ...tools, store: createPictureStore(tools), whenIdle: async () => undefined })

describe('what a start finds', () => {
  it('of a picture that was put and not confirmed, is kept by what is there', async () => {
    const device = createManualPictures()
    const address = { url: pathOf(1), cache: 'thumbs-v1', jobId: jobOf(1) } as const
    await device.store.ledger.begin({ ...address, bytes: 100, sha256: '', lastUsed: 0 })
    await (await device.caches.open('thumbs-v1')).put(pathOf(1), new Response(new ArrayBuffer(60)))
    await reconcile(device.tools)
    expect(await device.store.ledger.get(pathOf(1))).toMatchObject({ status: 'ready', bytes: 60 })
    expect(await device.weighLedger()).toBe(60)
  })

  it('of pictures that were being taken away, is struck out where the bytes have gone', async () => {
    const device = createManualPictures()
    await reconcile(device.tools)
    for (const job of [1, 2]) await device.keep(pathOf(job), 100)
    await device.store.ledger.doubt([pathOf(1), pathOf(2)])
    await (await device.caches.open('thumbs-v1')).delete(pathOf(1))
    await reconcile(device.tools)
    expect(await device.kept()).toEqual([pathOf(2)])
    expect(await device.weighLedger()).toBe(100)
  })

  it('of a picture that was booked and not put, is struck out', async () => {
    const device = createManualPictures()
    const address = { url: pathOf(1), cache: 'thumbs-v1', jobId: jobOf(1) } as const
    await device.store.ledger.begin({ ...address, bytes: 100, sha256: '', lastUsed: 0 })
    await reconcile(device.tools)
    expect(await device.store.ledger.get(pathOf(1))).toBeUndefined()
    expect(await device.weighLedger()).toBe(0)
  })

  it('of pictures that the browser has removed is struck out, at most once a day', async () => {
    const device = createManualPictures()
    await reconcile(device.tools)
    for (const run of Array.from({ length: 250 }, (_, index) => `stub-${index}`)) {
      await device.keep(pathOf(1, 320, run), 10)
    }
    const thumbs = await device.caches.open('thumbs-v1')
    for (const url of await device.kept()) await thumbs.delete(url)
    await reconcile(device.tools)
    expect(await device.weighLedger()).toBe(2500)
    device.clock.now += DAY_MS
    await reconcile(device.tools)
    expect(await device.totals()).toMatchObject({ thumbs: { pictures: 0, bytes: 0 } })
  })

  it('of a cache that has gone as a whole is struck out at once', async () => {
    const device = createManualPictures()
    await reconcile(device.tools)
    await device.keep(pathOf(1), 100)
    await device.keep(pathOf(2, 1024), 10)
    await device.caches.delete('thumbs-v1')
    await reconcile(device.tools)
    expect(await device.weighLedger()).toBe(10)
  })

  it('of a row that cannot be read leaves with its bytes, and the rest is counted anew', async () => {
    const device = createManualPictures()
    await device.keep(pathOf(1), 100)
    await device.keep(pathOf(2), 10)
    await device.database.run((handle) => handle.put('pictures', { url: pathOf(1), bytes: 'many' }))
    await reconcile(device.tools)
    expect(await device.kept()).toEqual([pathOf(2)])
    expect(await device.weighLedger()).toBe(10)
  })

  it('of caches whose ledger was lost is dropped, as are the pictures that the first versions kept', async () => {
    const device = createManualPictures()
    await device.keep(pathOf(1), 100)
    await (await device.caches.open('pictures-v1')).put('/images/old', new Response('old'))
    await device.database.run(async (handle) => {
      await handle.put('ledger', { url: '/images/old', bytes: 3, keptAt: 0 })
      await handle.clear('pictureFacts')
      await handle.clear('pictures')
    })
    await reconcile(device.tools)
    expect(await device.kept()).toEqual([])
    expect(await device.caches.has('pictures-v1')).toBe(false)
    expect(await device.database.run((handle) => handle.count('ledger'))).toBe(0)
  })
})

/** A page or a worker that dies in the midst of its work: what it has begun may happen, and it hears of nothing more. */
function mortal(tools: PictureTools, stepsToLive: number, isLastDone: boolean) {
  const death = Promise.withResolvers<'dead'>()
  let left = stepsToLive
  async function step<T>(work: () => Promise<T>): Promise<T> {
    left -= 1
    if (left > 0) return work()
    if (left === 0 && isLastDone) await work().catch(() => undefined)
    death.resolve('dead')
    return new Promise(() => undefined)
  }
  const { caches, database } = tools
  const mortalDatabase: PictureTools['database'] = { run: (work) => step(() => database.run(work)) }
  const mortalCaches: PictureTools['caches'] = {
    ...caches,
    delete: (name) => step(() => caches.delete(name)),
    async open(name) {
      const cache = await caches.open(name)
      return {
        ...cache,
        put: (key, response) => step(() => cache.put(key, response)),
        match: (key) => step(() => cache.match(key)),
        delete: (key) => step(() => cache.delete(key)),
      }
    },
  }
  return {
    tools: { ...tools, caches: mortalCaches, database: mortalDatabase },
    death: death.promise,
  }
}

/** One thing that a page or the worker does with pictures, drawn by chance. */
async function act(tools: PictureTools, random: () => number): Promise<unknown> {
  const below = (most: number) => Math.floor(random() * most)
  const store = createPictureStore(tools)
  const pictures = createPictures({
    ...tools,
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    attention: { isVisible: () => true, onRest: () => undefined, onWake: () => undefined },
    ...{ isFreeNetwork: () => true, whenIdle: async () => undefined },
  })
  const jobs = [1, 2, 3, 4].filter(() => random() < 0.3).map(jobOf)
  const path = pathOf(1 + below(8), [320, 1024, 'original' as const][below(3)], `stub-${below(3)}`)
  switch (below(8)) {
    case 0:
      return setPins(tools.database, random() < 0.5 ? 'favourite' : 'own-recent', jobs)
    case 1:
      return pictures.dropPictures(jobs)
    case 2:
      return store.inTurn(() => store.evict({ bytes: below(5000) }))
    case 3:
      return setPictureBudget(tools, 5000 + below(20_000))
    case 4:
      return store.ledger.touch(new Map([[path, below(1_000_000)]]))
    default: {
      const address = parsePictureAddress(path)
      const picture = { body: new ArrayBuffer(1 + below(3000)), type: 'image/avif', sha256: 'not looked at' }
      return address && store.keep(address, picture)
    }
  }
}

describe('the totals of the ledger', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    'are the bytes in the caches after whatever happens and a start, seed %i',
    async (seed) => {
      const random = seededRandom(seed)
      const device = createManualPictures()
      device.state.roomFor = 30_000
      let deaths = 0
      for (let round = 0; round < 40; round += 1) {
        device.clock.now += DAY_MS
        const life = mortal(
          device.tools,
          random() < 0.4 ? 1 + Math.floor(random() * 9) : Number.MAX_SAFE_INTEGER,
          random() < 0.5,
        )
        if ((await Promise.race([act(life.tools, random), life.death])) === 'dead') deaths += 1
        if (random() < 0.15) {
          // A start may die as well.
          const start = mortal(device.tools, 1 + Math.floor(random() * 30), random() < 0.5)
          await Promise.race([reconcile(start.tools), start.death])
        }
      }
      device.clock.now += DAY_MS
      await device.database.run((handle) => handle.delete('pictureFacts', 'walk'))
      await reconcile(device.tools)
      expect(deaths).toBeGreaterThan(0)
      expect(await readPending(device.database, 1)).toEqual([])
      expect(await device.weighLedger()).toBe(await device.weighCaches())
      const rows = await device.database.run((handle) => handle.count('pictures'))
      const { thumbs, full } = await device.totals()
      expect([rows, thumbs.pictures + full.pictures]).toEqual(Array(2).fill((await device.kept()).length))
    },
  )
})
