import type { Context } from 'hono'
import type { StoredObject } from '../../lambda/src/store/object-store.ts'

interface ObjectAnswer {
  /** In the place of what was stored with the object. */
  readonly cacheControl?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An object of the store, byte for byte as the edge takes it from the bucket: packed if it is. */
export function answerObject(context: Context, object: StoredObject, answer: ObjectAnswer = {}): Response {
  const headers = {
    'Content-Type': object.contentType,
    'Cache-Control': answer.cacheControl ?? object.cacheControl ?? 'no-cache',
    ETag: object.etag,
    ...(object.contentEncoding !== undefined && { 'Content-Encoding': object.contentEncoding }),
    ...answer.headers,
  }
  if (context.req.header('If-None-Match') === object.etag) return context.body(null, 304, headers)
  return context.body(new Uint8Array(object.body), 200, headers)
}
