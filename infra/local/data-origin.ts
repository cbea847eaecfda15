import type { Handler } from 'hono'
import { imageKey } from '../../edge/src/image-key.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'

/** What stands in for a variant that is not made yet: the AVIFs follow a picture by some seconds. */
const STAND_INS = { avif: 'webp', webp: 'jpeg', jpeg: undefined } as const
const LAST_WORD = /\.(avif|webp|jpeg)$/

/** Pictures from the store at the addresses they have behind the edge. */
export function imagesRoute(store: ObjectStore): Handler {
  return async function image(context) {
    const asked = imageKey(context.req.path, context.req.header('Accept') ?? '')
    const isExact = asked !== undefined && context.req.path.endsWith(asked)
    const found = asked === undefined ? undefined : await findVariant(store, asked, isExact)
    if (found === undefined) return context.body(null, 404, { 'Cache-Control': 'no-store' })
    const { object, key } = found
    const headers = {
      'Content-Type': object.contentType,
      // A stand-in is asked for again next time; everything else never changes.
      'Cache-Control': key === asked ? (object.cacheControl ?? 'no-cache') : 'no-cache',
      ETag: object.etag,
      ...(!isExact && { Vary: 'Accept' }),
    }
    if (context.req.header('If-None-Match') === object.etag) return context.body(null, 304, headers)
    return context.body(new Uint8Array(object.body), 200, headers)
  }
}

async function findVariant(store: ObjectStore, asked: string, isExact: boolean) {
  let key: string | undefined = asked
  while (key !== undefined) {
    const object = await store.get(key)
    if (object !== undefined) return { key, object }
    key = isExact ? undefined : standInFor(key)
  }
  return undefined
}

function standInFor(key: string): string | undefined {
  const format = LAST_WORD.exec(key)?.[1]
  const next = format === 'avif' || format === 'webp' ? STAND_INS[format] : undefined
  return next === undefined ? undefined : key.replace(LAST_WORD, `.${next}`)
}
