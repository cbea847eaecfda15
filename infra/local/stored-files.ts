import type { Handler } from 'hono'
import * as v from 'valibot'
import { Day, dayFilePath } from '#contract/gallery-index.ts'
import { parseJobId } from '#contract/ids.ts'
import { dayFileKey, KEYS } from '../../lambda/src/store/keys.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'

const SHARE_PAGE = /^\/share\/([^/]+)\.html$/
const DAY_FILE = /^\/index\/([^/]+)\.json$/

/** The store's key of a day file's or a share page's address, or undefined for any other address. */
function storedFileKey(path: string): string | undefined {
  const jobId = parseJobId(SHARE_PAGE.exec(path)?.[1] ?? '')
  if (jobId !== undefined) return KEYS.sharePage(jobId)
  const day = v.safeParse(Day, DAY_FILE.exec(path)?.[1])
  return day.success && dayFilePath(day.output) === path ? dayFileKey(day.output) : undefined
}

/** Day files and share pages from the store, byte for byte as the edge takes them from the bucket: packed if they are. */
export function storedFilesRoute(store: ObjectStore): Handler {
  return async function storedFile(context) {
    const key = storedFileKey(context.req.path)
    const object = key === undefined ? undefined : await store.get(key)
    if (object === undefined) return context.body(null, 404, { 'Cache-Control': 'no-store' })
    const headers = {
      'Content-Type': object.contentType,
      'Cache-Control': object.cacheControl ?? 'no-cache',
      ETag: object.etag,
      ...(object.contentEncoding !== undefined && { 'Content-Encoding': object.contentEncoding }),
    }
    if (context.req.header('If-None-Match') === object.etag) return context.body(null, 304, headers)
    return context.body(new Uint8Array(object.body), 200, headers)
  }
}
