import { GALLERY_CACHE } from '#offline/gallery-cache.ts'
import type { Handling } from './handling.ts'

/**
 * One job of the gallery comes from the network. Where there is none, what last came of it is answered, to be read.
 */
export async function answerGallery({ request, event }: Handling): Promise<Response> {
  try {
    const response = await fetch(request)
    if (response.ok && response.headers.get('Content-Type')?.startsWith('application/json')) {
      const copy = response.clone()
      // Where the device is full, the gallery is still there with a network.
      event.waitUntil(keep(request, copy).catch(() => undefined))
    }
    return response
  } catch (error) {
    const kept = await (await caches.open(GALLERY_CACHE)).match(request.url)
    if (kept === undefined) throw error
    return kept
  }
}

async function keep(request: Request, response: Response): Promise<void> {
  await (await caches.open(GALLERY_CACHE)).put(request.url, response)
}
