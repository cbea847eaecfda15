import { createDatabase } from '#offline/database.ts'
import { parsePictureAddress } from '#offline/picture-address.ts'
import { PICTURE_CACHES } from '#offline/picture-caches.ts'
import { bytesOf, type PictureTotals } from '#offline/picture-row.ts'
import { createPictureStore, type PictureTools } from '#offline/picture-store.ts'
import { readFact } from '#offline/picture-transaction.ts'
import { createMemoryCaches } from './memory-caches.ts'

/** Ids of jobs for tests, by a digit. */
export const jobOf = (digit: number) => `0193e0b0-1234-7000-8000-00000000000${digit}`
export const pathOf = (job: number, size: number | 'original' = 320, run = 'stub-fast') =>
  `/images/${jobOf(job)}/${run}/${size}`

/** A device with pictures for tests: its clock moves a second with each picture, and its caches are full when told to. */
export function createManualPictures() {
  const database = createDatabase()
  const caches = createMemoryCaches()
  const open = caches.open
  const clock = { now: 1_000_000 }
  const state = { roomFor: Number.MAX_VALUE }
  caches.open = async (name) => {
    const cache = await open(name)
    return {
      ...cache,
      async put(request, response) {
        if (
          state.roomFor < Number.MAX_VALUE &&
          (await weighCaches()) + (await response.clone().blob()).size > state.roomFor
        ) {
          throw new DOMException('', 'QuotaExceededError')
        }
        await cache.put(request, response)
      },
    }
  }
  const tools: PictureTools = { database, caches, locks: undefined, now: () => clock.now }
  const store = createPictureStore(tools)

  async function keep(path: string, bytes: number) {
    clock.now += 1000
    const address = parsePictureAddress(path)
    if (address === undefined) throw new Error(`${path} is no address of a picture.`)
    return store.keep(address, { body: new ArrayBuffer(bytes), type: 'image/avif', sha256: 'not looked at' })
  }

  /** The paths in the caches, sorted. */
  async function kept(): Promise<string[]> {
    const names = await Promise.all(PICTURE_CACHES.map(async (cache) => (await open(cache)).keys()))
    return names
      .flat()
      .map(({ url }) => url)
      .sort()
  }

  /** What is really in the caches. */
  async function weighCaches(): Promise<number> {
    let bytes = 0
    for (const name of PICTURE_CACHES) {
      const cache = await open(name)
      for (const { url } of await cache.keys()) bytes += (await (await cache.match(url))?.blob())?.size ?? 0
    }
    return bytes
  }

  const totals = (): Promise<PictureTotals> => readFact(database, 'totals')
  const weighLedger = async () => bytesOf(await totals())
  return { ...{ tools, store, clock, state, database, caches }, keep, kept, weighCaches, totals, weighLedger }
}
