import type { S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type S3WireStub, startS3WireStub } from '../../../tests/support/s3-wire-stub.ts'
import { describeObjectStore } from './object-store.conformance.ts'
import type { ObjectStore } from './object-store.ts'
import { createRetryingStore, type StoreRetry } from './retrying-store.ts'
import { createS3Client, createS3Store } from './s3-store.ts'

const TEXT = { contentType: 'text/plain' } as const
const CREATE = { ...TEXT, only: 'absent' } as const

let stub: S3WireStub
let client: S3Client
let buckets = 0

beforeAll(async () => {
  stub = await startS3WireStub()
  client = createS3Client({
    region: 'us-east-1',
    endpoint: stub.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
})

afterAll(async () => {
  client.destroy()
  await stub.close()
})

function newStore(): ObjectStore {
  buckets += 1
  return createS3Store({ client, bucket: `bucket-${buckets}` })
}

describeObjectStore('S3 store against a stub of the wire', async () => ({
  store: newStore(),
  listCost: () => stub.requests.length,
}))

describe('S3 store', () => {
  let store: ObjectStore

  beforeEach(() => {
    store = newStore()
  })

  it('sends one request per operation', async () => {
    const before = stub.requests.length
    await store.put('a', body('x'), CREATE)
    await store.get('a')
    await store.head('a')
    await store.list({ prefix: '' })
    await store.delete('a')
    expect(stub.requests.slice(before).map((request) => request.split(' ')[0])).toEqual([
      'PUT',
      'GET',
      'HEAD',
      'GET',
      'DELETE',
    ])
  })

  it('asks once and throws when the server has trouble', async () => {
    const before = stub.requests.length
    stub.failNext('slow-down', 'internal-error', 'reset')
    await expect(store.get('a')).rejects.toThrow()
    await expect(store.list({ prefix: '' })).rejects.toThrow()
    await expect(store.put('a', body('x'), CREATE)).rejects.toThrow()
    expect(stub.requests.length - before).toBe(3)
  })

  it('takes a conflict of a conditional write as lost, and of a plain one as trouble', async () => {
    stub.failNext('conflict', 'conflict')
    expect(await store.put('a', body('x'), CREATE)).toEqual({ status: 'lost' })
    await expect(store.put('a', body('x'), TEXT)).rejects.toThrow()
  })

  it('throws for a refused access, which must not read as absent', async () => {
    stub.failNext('access-denied')
    await expect(store.get('a')).rejects.toThrow()
  })

  it('throws for a missing bucket, which must not read as absent or lost', async () => {
    const nowhere = createS3Store({ client, bucket: 'missing-bucket' })
    await expect(nowhere.get('a')).rejects.toThrow('no-such-bucket')
    await expect(nowhere.put('a', body('x'), CREATE)).rejects.toThrow('no-such-bucket')
    await expect(nowhere.list({ prefix: '' })).rejects.toThrow('no-such-bucket')
  })

  it('sends ETags without quotes to servers that want them so', async () => {
    const strict = createS3Store({ client, bucket: `bucket-${buckets}`, etagQuotes: 'strip' })
    await store.put('a', body('1'), TEXT)
    const etag = (await store.head('a'))?.etag ?? ''
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    // The stub compares to the letter, so the bare one loses here.
    expect(await strict.put('a', body('2'), { ...TEXT, only: { etag } })).toEqual({ status: 'lost' })
    expect(await store.put('a', body('2'), { ...TEXT, only: { etag } })).toMatchObject({ status: 'stored' })
  })
})

describe('S3 store that retries', () => {
  it('stores after trouble that passes', async () => {
    const { store, retries } = newRetryingStore()
    stub.failNext('internal-error', 'slow-down', 'reset')
    expect(await store.put('jobs/1/request.json', body('x'), CREATE)).toMatchObject({ status: 'stored' })
    expect(retries.map(({ attempt, waitMs, keyKind }) => [attempt, waitMs, keyKind])).toEqual([
      [1, 1000, 'jobs'],
      [2, 2000, 'jobs'],
      [3, 4000, 'jobs'],
    ])
  })

  it('knows its own write when the answer was lost after storing', async () => {
    const { store } = newRetryingStore()
    stub.failNext('reset-after-work')
    const outcome = await store.put('jobs/1/claims/x', body('token 1'), CREATE)
    expect(outcome).toEqual({ status: 'stored', etag: (await store.head('jobs/1/claims/x'))?.etag })
    expect(await store.put('jobs/1/claims/x', body('token 1'), CREATE)).toEqual({ status: 'lost' })
  })

  it('has lost when somebody else wrote before the second attempt', async () => {
    const { store } = newRetryingStore()
    await store.put('jobs/1/claims/x', body('token of another'), CREATE)
    stub.failNext('reset')
    expect(await store.put('jobs/1/claims/x', body('token 1'), CREATE)).toEqual({ status: 'lost' })
  })

  it('does not repeat what the server refuses', async () => {
    const { store, retries } = newRetryingStore()
    stub.failNext('access-denied')
    await expect(store.get('a')).rejects.toThrow()
    expect(retries).toEqual([])
  })
})

function newRetryingStore() {
  const retries: StoreRetry[] = []
  const store = createRetryingStore(newStore(), {
    onRetry: (retry) => retries.push(retry),
    sleep: async () => {},
  })
  return { store, retries }
}

function body(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
