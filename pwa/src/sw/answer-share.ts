import { createSharedInbox } from '#offline/shared-inbox.ts'
import type { Handling } from './handling.ts'

/** Only so many pictures of one share are kept. */
const MOST_IMAGES = 10

/**
 * What another app shares is on the disk before any page loads, with or without a network. The answer leads to the page
 * that takes it from there; a reload of that page shares nothing twice.
 */
export async function answerShare({ request }: Handling): Promise<Response> {
  const inbox = createSharedInbox(caches)
  try {
    const form = await request.formData()
    const text = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const images = form.getAll('images').flatMap((value) => {
      return value instanceof File && value.type.startsWith('image/') && value.size > 0 ? [value] : []
    })
    await inbox.put({
      parts: [text('title'), text('text'), text('url')].filter((part) => part !== ''),
      images: images.slice(0, MOST_IMAGES),
    })
    return Response.redirect('/?shared', 303)
  } catch {
    return Response.redirect('/?share-failed', 303)
  }
}
