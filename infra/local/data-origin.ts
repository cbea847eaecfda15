import { Hono } from 'hono'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { answerObject } from './answer-object.ts'
import type { OriginEnv } from './origin-env.ts'

/** What stands in for a variant that is not made yet: the AVIFs follow a picture by some seconds. */
const STAND_INS = { avif: 'webp', webp: 'jpeg', jpeg: undefined } as const
const LAST_WORD = /\.(avif|webp|jpeg)$/

/** Pictures and sealed days, by the keys that the edge has made of their addresses. */
export function createDataOrigin(store: ObjectStore): Hono<OriginEnv> {
  const origin = new Hono<OriginEnv>()
  origin.get('*', async (context) => {
    const { path } = context.req
    const asked = path.slice(1)
    const isExact = context.env.viewerUri === path
    const found = await findVariant(store, asked, isExact)
    if (found === undefined) return context.body(null, 404, { 'Cache-Control': 'no-store' })
    const { object, key } = found
    return answerObject(context, object, {
      // A stand-in is asked for again next time; everything else never changes.
      ...(key !== asked && { cacheControl: 'no-cache' }),
      ...(!isExact && { headers: { Vary: 'Accept' } }),
    })
  })
  return origin
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
