import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { KEYS } from './keys.ts'
import { jobIdAt, ODD_KEYS, pictureKey, RandomLists, REFUSED_KEYS, sortByBytes } from './object-keys.conformance.ts'
import { InvalidKeyError, type ListOptions, type ObjectStore, type PutOutcome } from './object-store.ts'

interface StoreUnderTest {
  /** Empty, and of this test alone. */
  readonly store: ObjectStore
  /** What all lists have cost so far, in steps that the adapter counts: names read from folders, or requests. */
  readonly listCost: () => number
}

interface Capabilities {
  /** Smaller numbers for a server where each put takes milliseconds. */
  readonly randomRuns?: number
  readonly manyKeys?: number
}

const TEXT = { contentType: 'text/plain' } as const
const CREATE = { ...TEXT, only: 'absent' } as const
const TIMEOUT_MS = 60_000

/** What every adapter of the port must do, and every server that stands in for S3. */
export function describeObjectStore(
  name: string,
  makeStore: () => Promise<StoreUnderTest>,
  { randomRuns = 60, manyKeys = 1500 }: Capabilities = {},
): void {
  describe(name, { timeout: TIMEOUT_MS }, () => {
    let store: ObjectStore
    let listCost: StoreUnderTest['listCost']

    beforeEach(async () => {
      ;({ store, listCost } = await makeStore())
    })

    describe('an object', () => {
      it('comes back with its bytes, type, cache control, encoding and metadata', async () => {
        const body = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7 + (index >> 8)) % 256)
        const outcome = await store.put('images/one/original', body, {
          contentType: 'image/png',
          cacheControl: 'public, max-age=31536000, immutable',
          contentEncoding: 'gzip',
          metadata: { run: 'sketch-poster~2', sha256: 'a+b/c=' },
        })
        const info = {
          etag: etagOf(outcome),
          size: 70_000,
          contentType: 'image/png',
          cacheControl: 'public, max-age=31536000, immutable',
          contentEncoding: 'gzip',
          metadata: { run: 'sketch-poster~2', sha256: 'a+b/c=' },
        }
        const { body: found, ...foundInfo } = await present(store, 'images/one/original')
        expect(foundInfo).toEqual(info)
        expect(Buffer.compare(found, body)).toBe(0)
        expect(await store.head('images/one/original')).toEqual(info)
      })

      it('may be empty and without cache control, encoding and metadata', async () => {
        await store.put('gallery/empty', new Uint8Array(), TEXT)
        const bare = { size: 0, contentType: 'text/plain', cacheControl: undefined, metadata: {} }
        expect(await present(store, 'gallery/empty')).toMatchObject({ ...bare, body: new Uint8Array() })
        expect(await store.head('gallery/empty')).toMatchObject({ ...bare, contentEncoding: undefined })
      })

      it('is replaced as a whole by a plain put', async () => {
        await store.put('site/page', bytes('first and longer'), { ...TEXT, metadata: { build: '1' } })
        await store.put('site/page', bytes('second'), TEXT)
        expect(await present(store, 'site/page')).toMatchObject({ body: bytes('second'), metadata: {} })
      })

      it('changes its etag with its bytes', async () => {
        const first = etagOf(await store.put('a', bytes('one'), TEXT))
        expect(etagOf(await store.put('a', bytes('two'), TEXT))).not.toBe(first)
      })

      it('is absent before it is stored, and after it was deleted', async () => {
        expect(await store.get('jobs/none/request.json')).toBeUndefined()
        expect(await store.head('jobs/none/request.json')).toBeUndefined()
        await store.put('jobs/none/request.json', bytes('x'), TEXT)
        await store.delete('jobs/none/request.json')
        expect(await store.get('jobs/none/request.json')).toBeUndefined()
        expect(await store.head('jobs/none/request.json')).toBeUndefined()
        expect(await keysOf(store, { prefix: '' })).toEqual([])
      })

      it('can be deleted when it does not exist', async () => {
        await expect(store.delete('jobs/none/request.json')).resolves.toBeUndefined()
      })

      it('stays when its neighbors are deleted', async () => {
        for (const key of ['a', 'a/b', 'a/b/c', 'a/d']) await store.put(key, bytes(key), TEXT)
        await store.delete('a/b')
        await store.delete('a/d')
        expect(await keysOf(store, { prefix: '' })).toEqual(['a', 'a/b/c'])
        expect((await present(store, 'a/b/c')).body).toEqual(bytes('a/b/c'))
      })
    })

    describe('create if absent', () => {
      it('stores the first body and keeps it', async () => {
        expect(await store.put('claim', bytes('first'), CREATE)).toMatchObject({ status: 'stored' })
        expect(await store.put('claim', bytes('second'), CREATE)).toEqual({ status: 'lost' })
        expect((await present(store, 'claim')).body).toEqual(bytes('first'))
      })

      it('stores again after a delete', async () => {
        await store.put('claim', bytes('first'), CREATE)
        await store.delete('claim')
        expect(await store.put('claim', bytes('second'), CREATE)).toMatchObject({ status: 'stored' })
      })

      it('has one winner of twenty at once, and it is the one whose body stands', async () => {
        const racers = Array.from({ length: 20 }, (_, index) => bytes(`racer ${index}`))
        const outcomes = await Promise.all(racers.map((body) => store.put('jobs/race/claims/x', body, CREATE)))
        const winners = racers.filter((_, index) => outcomes[index]?.status === 'stored')
        expect(winners).toEqual([(await present(store, 'jobs/race/claims/x')).body])
      })
    })

    describe('replace if unchanged', () => {
      it('stores over the etag that was read', async () => {
        const etag = etagOf(await store.put('counter', bytes('1'), TEXT))
        expect(await store.put('counter', bytes('2'), { ...TEXT, only: { etag } })).toMatchObject({ status: 'stored' })
        expect((await present(store, 'counter')).body).toEqual(bytes('2'))
      })

      it('loses with another etag and leaves the object', async () => {
        const etag = etagOf(await store.put('counter', bytes('1'), TEXT))
        await store.put('counter', bytes('2'), TEXT)
        expect(await store.put('counter', bytes('3'), { ...TEXT, only: { etag } })).toEqual({ status: 'lost' })
        expect((await present(store, 'counter')).body).toEqual(bytes('2'))
      })

      it('loses where nothing stands and creates nothing', async () => {
        const etag = etagOf(await store.put('counter', bytes('1'), TEXT))
        await store.delete('counter')
        expect(await store.put('counter', bytes('2'), { ...TEXT, only: { etag } })).toEqual({ status: 'lost' })
        expect(await store.head('counter')).toBeUndefined()
      })

      it('loses no increment of eight writers', async () => {
        await store.put('counter', bytes('0'), TEXT)
        await Promise.all(Array.from({ length: 8 }, () => incrementTimes(store, 'counter', 5)))
        expect((await present(store, 'counter')).body).toEqual(bytes('40'))
      })
    })

    describe('a list', () => {
      it('is in the order of the UTF-8 bytes', async () => {
        // UTF-16 order would put the astral one before the full-width one, folder order "a/b" before "a-b".
        const sorted = ['A', 'a', 'a-b', 'a/b', 'a/b-c', 'a/b/c', 'a0', 'a_', 'a~', 'b', 'é', 'ｗ', '😀']
        for (const key of [...sorted].reverse()) await store.put(key, bytes(''), TEXT)
        expect(await store.list({ prefix: '' })).toEqual({ keys: sorted, more: false })
      })

      it('holds the keys of a prefix, which may end anywhere', async () => {
        for (const key of ['jobs/1/a', 'jobs/1/b', 'jobs/10/a', 'jobs/2/a', 'jobs'])
          await store.put(key, bytes(''), TEXT)
        expect(await keysOf(store, { prefix: 'jobs/1/' })).toEqual(['jobs/1/a', 'jobs/1/b'])
        expect(await keysOf(store, { prefix: 'jobs/1' })).toEqual(['jobs/1/a', 'jobs/1/b', 'jobs/10/a'])
        expect(await keysOf(store, { prefix: 'jobs/1/b' })).toEqual(['jobs/1/b'])
        expect(await keysOf(store, { prefix: 'jobs/3' })).toEqual([])
        expect(await keysOf(store, { prefix: 'none/' })).toEqual([])
      })

      it('says whether it goes on', async () => {
        for (const key of ['x/1', 'x/2', 'x/3', 'y']) await store.put(key, bytes(''), TEXT)
        expect(await store.list({ prefix: 'x/', limit: 2 })).toEqual({ keys: ['x/1', 'x/2'], more: true })
        expect(await store.list({ prefix: 'x/', limit: 3 })).toEqual({ keys: ['x/1', 'x/2', 'x/3'], more: false })
        expect(await store.list({ prefix: 'x/', limit: 2, startAfter: 'x/2' })).toEqual({ keys: ['x/3'], more: false })
        expect(await store.list({ prefix: 'x/', startAfter: 'x/3' })).toEqual({ keys: [], more: false })
      })

      it('starts after a key that need not exist nor have the prefix', async () => {
        for (const key of ['x/1', 'x/3', 'y']) await store.put(key, bytes(''), TEXT)
        expect(await keysOf(store, { prefix: 'x/', startAfter: 'x/2' })).toEqual(['x/3'])
        expect(await keysOf(store, { prefix: 'x/', startAfter: 'a' })).toEqual(['x/1', 'x/3'])
        expect(await keysOf(store, { prefix: 'x/', startAfter: 'z' })).toEqual([])
      })

      it('has pages of 1 to 1,000 keys', async () => {
        for (const limit of [0, -1, 1.5, 1001]) {
          await expect(store.list({ prefix: '', limit })).rejects.toThrow(RangeError)
        }
      })

      it('pages through every key exactly once while others are added', async () => {
        const before = Array.from({ length: 60 }, (_, index) => `gallery/${82_299_000 + index * 1009}-x`)
        await createAll(store, before)
        const seen: string[] = []
        for (let page = await store.list({ prefix: 'gallery/', limit: 7 }); ; ) {
          seen.push(...page.keys)
          if (!page.more) break
          const added = seen.length
          await createAll(store, [`gallery/${82_299_000 + added * 503}-new`, `gallery/${82_290_000 - added}-new`])
          page = await store.list({ prefix: 'gallery/', limit: 7, startAfter: seen.at(-1) ?? '' })
        }
        expect(seen).toEqual(sortByBytes([...new Set(seen)]))
        expect(seen.filter((key) => key.endsWith('-x'))).toEqual(before)
      })

      it('agrees with a sorted array, whatever the keys, prefixes and starting points', async () => {
        let run = 0
        const agrees = fc.asyncProperty(RandomLists, async ({ keys, queries }) => {
          run += 1
          const scope = `${run}/`
          const sorted = sortByBytes([...new Set(keys.map((key) => scope + key))])
          await createAll(store, sorted)
          for (const { prefix, startAfter, limit } of queries) {
            const query = { prefix: scope + prefix, startAfter: scope + startAfter, limit }
            const wanted = sorted.filter(
              (key) => key.startsWith(query.prefix) && Buffer.from(key).compare(Buffer.from(query.startAfter)) > 0,
            )
            expect(await store.list(query)).toEqual({ keys: wanted.slice(0, limit), more: wanted.length > limit })
          }
        })
        await fc.assert(agrees, { numRuns: randomRuns, seed: 20_260_101 })
      })

      it('costs the same per page however many keys there are', async () => {
        const costs: number[] = []
        let stored = 0
        for (const total of [manyKeys / 10, manyKeys]) {
          await createAll(
            store,
            Array.from({ length: total - stored }, (_, index) => pictureKey(stored + index)),
          )
          stored = total
          const before = listCost()
          for (const startAfter of ['', pictureKey(total / 2), pictureKey(total - 10)]) {
            await store.list({ prefix: 'gallery/', limit: 25, startAfter })
          }
          await store.list({ prefix: KEYS.jobPrefix(jobIdAt(0)) })
          costs.push(listCost() - before)
        }
        const [small = 0, large = 0] = costs
        expect(small).toBeGreaterThan(0)
        expect(large).toBeLessThan(small * 1.5)
      })
    })

    describe('a key', () => {
      it('may hold anything but what the port refuses', async () => {
        await createAll(store, ODD_KEYS)
        expect(await keysOf(store, { prefix: '' })).toEqual(sortByBytes(ODD_KEYS))
        for (const key of ODD_KEYS) {
          expect((await present(store, key)).body).toEqual(bytes(key))
          expect(await keysOf(store, { prefix: key, limit: 1 })).toEqual([key])
        }
        for (const key of ODD_KEYS) await store.delete(key)
        expect(await keysOf(store, { prefix: '' })).toEqual([])
      })

      it.each(Object.entries(REFUSED_KEYS))('is refused: %s', async (_, key) => {
        await expect(store.get(key)).rejects.toThrow(InvalidKeyError)
        await expect(store.head(key)).rejects.toThrow(InvalidKeyError)
        await expect(store.put(key, bytes('x'), TEXT)).rejects.toThrow(InvalidKeyError)
        await expect(store.delete(key)).rejects.toThrow(InvalidKeyError)
      })
    })
  })
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function etagOf(outcome: PutOutcome): string {
  if (outcome.status === 'lost') throw new Error('expected the put to be stored')
  return outcome.etag
}

async function present(store: ObjectStore, key: string) {
  const found = await store.get(key)
  if (found === undefined) throw new Error(`expected an object at ${key}`)
  return found
}

async function keysOf(store: ObjectStore, options: ListOptions): Promise<readonly string[]> {
  return (await store.list(options)).keys
}

/** In waves, so that neither sockets nor file handles run out. */
async function createAll(store: ObjectStore, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += 32) {
    await Promise.all(keys.slice(start, start + 32).map((key) => store.put(key, bytes(key), CREATE)))
  }
}

async function incrementTimes(store: ObjectStore, key: string, times: number): Promise<void> {
  for (let done = 0; done < times; ) {
    const { body, etag } = await present(store, key)
    const next = bytes(String(Number(new TextDecoder().decode(body)) + 1))
    const outcome = await store.put(key, next, { ...TEXT, only: { etag } })
    if (outcome.status === 'stored') done += 1
  }
}
