import { createHash } from 'node:crypto'
import { assertKey, type ObjectStore, type StoredObject } from '../../lambda/src/store/object-store.ts'
import { pageLimit } from '../../lambda/src/store/page-limit.ts'

/** Objects in memory, for suites that make very many of them or die in the middle. It passes the suite of the port. */
export function createMemoryStore(): ObjectStore & { readonly listSteps: () => number } {
  const objects = new Map<string, StoredObject>()
  /** Keys in the order of their bytes; sorted again only after one was added. */
  let sorted: { readonly key: string; readonly bytes: Buffer }[] | undefined
  let steps = 0

  function sort() {
    sorted ??= [...objects.keys()]
      .map((key) => ({ key, bytes: Buffer.from(key) }))
      .sort((one, other) => one.bytes.compare(other.bytes))
    return sorted
  }

  /** Where keys begin that are not before the bytes. */
  function find(bytes: Buffer): number {
    let [low, high] = [0, sort().length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sort()[middle]?.bytes.compare(bytes) ?? 0) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    listSteps: () => steps,
    async get(key) {
      assertKey(key)
      return objects.get(key)
    },
    async head(key) {
      assertKey(key)
      const { body: _body, ...info } = objects.get(key) ?? {}
      return 'etag' in info ? info : undefined
    },
    async put(key, body, { contentType, cacheControl, contentEncoding, metadata = {}, only }) {
      assertKey(key)
      const known = objects.get(key)
      if (only === 'absent' && known !== undefined) return { status: 'lost' }
      if (typeof only === 'object' && only.etag !== known?.etag) return { status: 'lost' }
      const etag = `"${createHash('md5').update(body).digest('hex')}"`
      const size = body.byteLength
      objects.set(key, { etag, size, contentType, cacheControl, contentEncoding, metadata, body: body.slice() })
      if (known === undefined) sorted = undefined
      return { status: 'stored', etag }
    },
    async list({ prefix, startAfter = '', limit }) {
      const count = pageLimit(limit)
      const keys: string[] = []
      for (let at = Math.max(find(Buffer.from(prefix)), find(Buffer.from(startAfter))); ; at += 1) {
        steps += 1
        const key = sort()[at]?.key
        if (key === startAfter) continue
        if (key === undefined || !key.startsWith(prefix)) return { keys, more: false }
        if (keys.length === count) return { keys, more: true }
        keys.push(key)
      }
    },
    async delete(key) {
      assertKey(key)
      if (objects.delete(key)) sorted = sorted?.filter((each) => each.key !== key)
    },
  }
}
