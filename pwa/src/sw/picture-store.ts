import { VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { createByteLedger } from '#offline/byte-ledger.ts'
import { createDatabase } from '#offline/database.ts'
import { PICTURE_CACHE } from '#offline/picture-cache.ts'

const ledger = createByteLedger(createDatabase({ isGuest: true }))

/** The pictures of the gallery that are kept on this device. */
export interface PictureStore {
  readonly match: (request: Request) => Promise<Response | undefined>
  /** The same picture in another size or format, the largest first. */
  readonly matchOther: (request: Request) => Promise<Response | undefined>
  /** Keeps a picture where there is room; where there is none, it is only shown. */
  readonly keep: (request: Request, response: Response) => Promise<void>
}

export const pictureStore: PictureStore = {
  async match(request) {
    // One format is kept per address, the one that this browser asked for.
    return (await caches.open(PICTURE_CACHE)).match(request.url, { ignoreVary: true })
  },
  async matchOther(request) {
    const cache = await caches.open(PICTURE_CACHE)
    for (const address of otherVariants(request.url)) {
      const kept = await cache.match(address, { ignoreVary: true })
      if (kept !== undefined) return kept
    }
    return undefined
  },
  async keep(request, response) {
    try {
      const body = await response.blob()
      const { pathname } = new URL(request.url)
      await (await caches.open(PICTURE_CACHE)).put(request.url, new Response(body, { headers: response.headers }))
      await ledger.add({ url: pathname, bytes: body.size, keptAt: Date.now() })
    } catch {
      // Full: prompts come first, and the picture can be asked for again.
    }
  },
}

/** `…/{run}/{width}` and `…/{run}/{width}.webp`, the early address of the same picture. */
function otherVariants(url: string): readonly string[] {
  const run = url.slice(0, url.lastIndexOf('/'))
  return VARIANT_WIDTHS.toReversed().flatMap((width) => [`${run}/${width}`, `${run}/${width}.webp`])
}
