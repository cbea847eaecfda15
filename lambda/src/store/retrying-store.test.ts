import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { createFileStore } from './file-store.ts'
import { InvalidKeyError, type ObjectStore } from './object-store.ts'
import { createRetryingStore, type StoreRetry } from './retrying-store.ts'

const TEXT = { contentType: 'text/plain' } as const
const CREATE = { ...TEXT, only: 'absent' } as const

let folder: string
let inner: ObjectStore
/** How many calls still fail; whether a failing put does its work first. */
let failures: number
let failsAfterWork: boolean
let error: unknown
let calls: number
let waits: number[]
let retries: StoreRetry[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retrying-store-'))
  inner = createFileStore({ folder, durable: () => false })
  failures = 0
  failsAfterWork = false
  error = new Error('socket hang up')
  calls = 0
  waits = []
  retries = []
})

afterEach(() => removeFolder(folder))

describe('retrying store', () => {
  it('waits 1, 2 and 4 s, and then gives up with the last error', async () => {
    failures = Number.POSITIVE_INFINITY
    await expect(retryingStore().get('jobs/1/request.json')).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      cause: error,
    })
    expect(calls).toBe(4)
    expect(waits).toEqual([1000, 2000, 4000])
  })

  it('says of each retry what, where and why', async () => {
    failures = 1
    await retryingStore().head('jobs/1/request.json')
    expect(retries).toEqual([
      { operation: 'head', keyKind: 'jobs', key: 'jobs/1/request.json', attempt: 1, waitMs: 1000, error },
    ])
  })

  it('repeats every operation', async () => {
    const store = retryingStore()
    const repeated = async <T>(work: () => Promise<T>) => {
      failures = 2
      return work()
    }
    expect(await repeated(() => store.put('a', body('x'), TEXT))).toMatchObject({ status: 'stored' })
    expect((await repeated(() => store.get('a')))?.body).toEqual(body('x'))
    expect(await repeated(() => store.head('a'))).toMatchObject({ size: 1 })
    expect(await repeated(() => store.list({ prefix: '' }))).toEqual({ keys: ['a'], more: false })
    await repeated(() => store.delete('a'))
    expect(await inner.get('a')).toBeUndefined()
    expect(retries.map(({ operation }) => operation)).toEqual(
      ['put', 'get', 'head', 'list', 'delete'].flatMap((operation) => [operation, operation]),
    )
  })

  it('takes absent and lost for answers', async () => {
    const store = retryingStore()
    await inner.put('a', body('x'), TEXT)
    expect(await store.get('none')).toBeUndefined()
    expect(await store.put('a', body('x'), CREATE)).toEqual({ status: 'lost' })
    expect(calls).toBe(2)
  })

  it.each([
    ['a key that no store takes', new InvalidKeyError('refused')],
    ['a page that cannot be', new RangeError('refused')],
    ['a refused access', answered('AccessDenied', 403)],
    ['a missing bucket', answered('NoSuchBucket', 404)],
  ])('does not repeat %s', async (_, refusal) => {
    failures = 1
    error = refusal
    await expect(retryingStore().get('a')).rejects.toBe(refusal)
    expect(waits).toEqual([])
  })

  it.each([
    ['an error of the server', answered('InternalError', 500)],
    ['a request to slow down', answered('SlowDown', 503)],
    ['too many requests', answered('TooManyRequests', 429)],
    ['a body that took too long', answered('RequestTimeout', 400)],
    ['something without a status', 'broken'],
  ])('repeats after %s', async (_, trouble) => {
    failures = 1
    error = trouble
    expect(await retryingStore().get('a')).toBeUndefined()
    expect(waits).toEqual([1000])
  })

  describe('after an attempt whose end is unknown', () => {
    beforeEach(() => {
      failures = 1
    })

    it('calls a create stored that the first attempt had stored', async () => {
      failsAfterWork = true
      const outcome = await retryingStore().put('a', body('token 1'), CREATE)
      expect(outcome).toEqual({ status: 'stored', etag: (await inner.head('a'))?.etag })
    })

    it('calls a create lost where another body stands', async () => {
      await inner.put('a', body('token 2'), TEXT)
      expect(await retryingStore().put('a', body('token 1'), CREATE)).toEqual({ status: 'lost' })
    })

    it('throws for a lost replacement, since an equal body may be of somebody else', async () => {
      await inner.put('a', body('1'), TEXT)
      const etag = (await inner.head('a'))?.etag ?? ''
      failsAfterWork = true
      await expect(retryingStore().put('a', body('2'), { ...TEXT, only: { etag } })).rejects.toBe(error)
    })
  })
})

function retryingStore(): ObjectStore {
  return createRetryingStore(failingStore(), {
    onRetry: (retry) => retries.push(retry),
    sleep: async (waitMs) => waits.push(waitMs),
  })
}

/** The file store behind a connection that breaks. */
function failingStore(): ObjectStore {
  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    calls += 1
    if (failures === 0) return work()
    failures -= 1
    if (failsAfterWork) await work()
    throw error
  }
  return {
    get: (key) => attempt(() => inner.get(key)),
    head: (key) => attempt(() => inner.head(key)),
    put: (key, bytes, options) => attempt(() => inner.put(key, bytes, options)),
    list: (options) => attempt(() => inner.list(options)),
    delete: (key) => attempt(() => inner.delete(key)),
  }
}

/** As the AWS SDK reports an answer. */
function answered(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode } })
}

function body(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
