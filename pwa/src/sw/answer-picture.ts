import type { Handling } from './handling.ts'
import { pictureStore } from './picture-store.ts'

/**
 * Pictures never change under their address, so what is on the device is the answer. Originals are too large to be kept
 * unasked. Without a network another size or format of the same picture is better than none.
 */
export async function answerPicture({ request, event }: Handling): Promise<Response> {
  const kept = await pictureStore.match(request)
  if (kept !== undefined) return kept
  try {
    const response = await fetch(request)
    if (isPicture(response) && !new URL(request.url).pathname.endsWith('/original')) {
      event.waitUntil(pictureStore.keep(request, response.clone()))
    }
    return response
  } catch (error) {
    const other = await pictureStore.matchOther(request)
    if (other === undefined) throw error
    return other
  }
}

/** A sign-in page with status 200 is no picture, and a part of one is no whole. */
function isPicture({ status, headers }: Response): boolean {
  return status === 200 && (headers.get('Content-Type') ?? '').startsWith('image/')
}
