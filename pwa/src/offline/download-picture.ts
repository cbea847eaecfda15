import { parsePictureAddress } from './picture-address.ts'
import { readPicture } from './picture-check.ts'
import type { Kept, PictureStore } from './picture-store.ts'

/** What every browser that the app is made for can show, the smallest first: a plain fetch would be sent the largest. */
const ACCEPT = 'image/avif,image/webp,image/*'

interface Download {
  readonly url: string
  /** Of the bytes, where the server has said it. */
  readonly sha256?: string | undefined
  readonly signal?: AbortSignal | undefined
}

interface DownloadTools {
  readonly fetch: typeof fetch
  readonly store: PictureStore
}

/** Loads a picture to keep it. Answers `missing` where it could not be had. */
export async function downloadPicture(
  { url, sha256, signal }: Download,
  { fetch, store }: DownloadTools,
): Promise<Kept | 'missing'> {
  const address = parsePictureAddress(url)
  if (address === undefined) return 'missing'
  const picture = await load()
  return picture === undefined ? 'missing' : store.keep(address, picture)

  async function load() {
    try {
      const options = { headers: { Accept: ACCEPT }, priority: 'low' as const, ...(signal && { signal }) }
      return await readPicture(await fetch(url, options), sha256)
    } catch {
      return undefined // no network, or called off
    }
  }
}
