import * as v from 'valibot'
import { SHARED_CACHE } from './shared-cache.ts'

const ENTRY = '/shared/latest'

const StoredShare = v.object({ parts: v.array(v.string()), images: v.array(v.string()) })

/** What another app has handed over, until somebody has used it. */
export interface Share {
  /** Title, text and address, as far as they were shared; none of them twice. */
  readonly parts: readonly string[]
  readonly images: readonly Blob[]
}

/** Where the service worker puts what is shared and the page finds it. Holds the latest share. */
export interface SharedInbox {
  readonly put: (share: Share) => Promise<void>
  readonly read: () => Promise<Share | undefined>
  readonly clear: () => Promise<void>
}

export function createSharedInbox(caches: Pick<CacheStorage, 'open' | 'has' | 'delete'>): SharedInbox {
  return {
    async put({ parts, images }) {
      await caches.delete(SHARED_CACHE)
      const cache = await caches.open(SHARED_CACHE)
      const names = images.map((_, index) => `/shared/image-${index}`)
      await Promise.all(images.map((image, index) => cache.put(names[index] ?? '', new Response(image))))
      // Last: what it names is there already.
      await cache.put(ENTRY, Response.json({ parts: distinct(parts), images: names }))
    },
    async read() {
      if (!(await caches.has(SHARED_CACHE))) return undefined
      const cache = await caches.open(SHARED_CACHE)
      const stored = v.safeParse(StoredShare, await (await cache.match(ENTRY))?.json())
      if (!stored.success) return undefined
      const images = await Promise.all(stored.output.images.map(async (name) => (await cache.match(name))?.blob()))
      return { parts: stored.output.parts, images: images.filter((image) => image !== undefined) }
    },
    async clear() {
      await caches.delete(SHARED_CACHE)
    },
  }
}

/** Apps like to put the address into the text as well. */
function distinct(parts: readonly string[]): readonly string[] {
  return parts.filter(
    (part, index) => !parts.some((other, place) => place !== index && contains(other, part, place < index)),
  )
}

function contains(other: string, part: string, isEarlier: boolean): boolean {
  return other === part ? isEarlier : other.includes(part)
}
