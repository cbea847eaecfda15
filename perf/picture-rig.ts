/** Runs in a page of the app: its own store of pictures, to be driven and timed by perf/offline-pictures.ts. */
import { createDatabase } from '#offline/database.ts'
import { parsePictureAddress } from '#offline/picture-address.ts'
import { PICTURE_CACHES } from '#offline/picture-caches.ts'
import { readPicture } from '#offline/picture-check.ts'
import { bytesOf } from '#offline/picture-row.ts'
import { createPictureStore } from '#offline/picture-store.ts'
import { readFact } from '#offline/picture-transaction.ts'
import { reconcilePictures } from '#offline/reconcile-pictures.ts'

const database = createDatabase({ isGuest: true })
const now = () => Date.now()
const tools = { database, caches, locks: navigator.locks, now }
const store = createPictureStore(tools)

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function addressOf(path: string) {
  const address = parsePictureAddress(path)
  if (address === undefined) throw new Error(`${path} is no address of a picture.`)
  return address
}

const rig = {
  /** Keeps a picture under each of the addresses, as the worker does. Answers the milliseconds of each. */
  async keep(paths: readonly string[], base64: string): Promise<number[]> {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    const times: number[] = []
    for (const path of paths) {
      const answer = new Response(bytes, { headers: { 'Content-Type': 'image/png' } })
      times.push(
        await timed(async () => {
          const picture = await readPicture(answer)
          if (picture !== undefined) await store.keep(addressOf(path), picture)
        }),
      )
    }
    return times
  },

  /** All of the addresses at once, as image elements, until the last is decoded. */
  show(paths: readonly string[]): Promise<number> {
    return timed(() =>
      Promise.all(
        paths.map((path) => {
          const image = new Image()
          image.src = path
          return image.decode()
        }),
      ),
    )
  },

  evict: (bytes: number) => timed(() => store.inTurn(() => store.evict({ bytes }))),
  touch: (paths: readonly string[]) => timed(() => store.ledger.touch(new Map(paths.map((path) => [path, now()])))),

  /** A start that looks at every row. */
  async walk(): Promise<number> {
    await database.run((handle) => handle.delete('pictureFacts', 'walk'))
    return timed(() => reconcilePictures({ ...tools, store, whenIdle: async () => undefined }))
  },

  /** What the ledger says, and what is really there. */
  async weigh(): Promise<{ ledger: number; found: number; pictures: number }> {
    let found = 0
    let pictures = 0
    for (const name of PICTURE_CACHES) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        found += (await (await cache.match(request))?.blob())?.size ?? 0
        pictures += 1
      }
    }
    return { ledger: bytesOf(await readFact(database, 'totals')), found, pictures }
  },
}

export type PictureRig = typeof rig
Object.assign(globalThis, { pictureRig: rig })
