import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPictureWork } from '../images/picture-work.ts'
import { createPictureStore } from '../images/store-picture.ts'
import type { ImageModel, ImageOutcome, ModelRow } from '../models/image-model.ts'
import type { Log } from '../observability/log.ts'
import { createFileStore } from '../store/file-store.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { RunMessage } from './job-message.ts'
import { createRecord, type RequestRecord, readResult } from './job-records.ts'
import { readStatus } from './read-status.ts'
import { runModel } from './run-model.ts'
import type { RunServices } from './run-services.ts'
import { TIMING, type Timing } from './timing.ts'

const JOB = '0190a8b5-0000-7000-8000-000000000001'
const T0 = Date.parse('2026-01-01T00:00:00Z')
const PNG = new Uint8Array(
  await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
    .png()
    .toBuffer(),
)
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

let folder: string
let store: ObjectStore
let now: number
let calls: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-run-'))
  store = createFileStore({ folder })
  now = T0
  calls = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const image: ImageOutcome = { status: 'image', bytes: PNG, warnings: [] }
const answers = (outcome: ImageOutcome): ImageModel => {
  return async () => {
    calls += 1
    return outcome
  }
}

interface World {
  readonly generate?: ImageModel
  readonly row?: Partial<ModelRow>
  /** null: a place with several processes, as AWS. */
  readonly startId?: string | null
  readonly store?: ObjectStore
}

function world({
  generate = answers(image),
  row = {},
  startId = 'start-1',
  store: given = store,
}: World = {}): RunServices {
  const timing: Timing = { now: () => now, startId: startId ?? undefined, ...TIMING }
  const model: ModelRow = {
    id: 'test:model',
    provider: 'test',
    vendorModel: 'model',
    label: 'Model',
    capabilities: { aspectRatios: ['1:1'], seed: false, negativePrompt: false, maxPrompt: 1000 },
    free: false,
    timeoutMs: 50,
    ...row,
  }
  return {
    store: given,
    pictures: createPictureStore(given, createPictureWork({ lanes: 2 })),
    invalidator: { invalidate: async () => {} },
    publicUrl: undefined,
    findModel: (id) => (id === model.id ? { row: model, generate } : undefined),
    timing,
    log: silent,
    metrics: { count() {}, publish() {} },
  }
}

async function job(models = ['test:model']): Promise<RunMessage> {
  const request: RequestRecord = {
    jobId: JOB,
    prompt: 'a fox',
    models,
    aspectRatio: '1:1',
    publish: true,
    bodyHash: 'h',
    createdAt: new Date(T0).toISOString(),
    correlationId: 'c',
    startId: 'start-1',
  }
  await createRecord(store, KEYS.request(JOB), request)
  return { type: 'run', jobId: JOB, model: 'test:model', attempt: 1, correlationId: 'c' }
}

const result = () => readResult(store, JOB, 'test-model')
const status = async (services: RunServices) =>
  readStatus(
    { ...services, describeModel: () => ({ label: 'Model', provider: 'test', free: false, replacement: undefined }) },
    JOB,
  )

describe('a run', () => {
  it('stores the original untouched, every variant, the result and the gallery key', async () => {
    expect(await runModel(world(), await job())).toBe('done')
    expect(await result()).toMatchObject({
      status: 'completed',
      image: { width: 40, height: 30, mimeType: 'image/png' },
    })
    expect((await store.get(KEYS.original(JOB, 'test-model')))?.body).toEqual(PNG)
    expect((await store.list({ prefix: `images/${JOB}/` })).keys).toHaveLength(10)
    expect((await store.list({ prefix: 'gallery/' })).keys).toHaveLength(1)
  })

  it('calls its model once when the message is delivered again, at once or later', async () => {
    const message = await job()
    const services = world()
    const outcomes = await Promise.all([runModel(services, message), runModel(services, message)])
    expect(outcomes.sort()).toEqual(['done', 'held'])
    expect(await runModel(services, message)).toBe('done')
    expect(calls).toBe(1)
  })

  it.each([
    ['refused', 'refused'],
    ['billing', 'failed'],
    ['rate', 'failed'],
  ] as const)('that ends as %s is recorded and not tried again', async (kind, expected) => {
    const services = world({ generate: answers({ status: 'failed', kind, retryable: true, warnings: [] }) })
    const message = await job()
    await runModel(services, message)
    await runModel(services, message)
    expect(await result()).toMatchObject({ status: expected, kind })
    expect(calls).toBe(1)
  })

  it('ends as a time-out when its model never answers and ignores its signal', async () => {
    await runModel(world({ generate: () => new Promise(() => {}) }), await job())
    expect(await result()).toMatchObject({ status: 'failed', kind: 'timeout' })
  })

  it('tells its model to stop when the time is over', async () => {
    let reason: unknown
    const generate: ImageModel = ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason
          resolve({ status: 'failed', kind: 'timeout', retryable: false, warnings: [] })
        })
      })
    await runModel(world({ generate }), await job())
    expect(reason).toBeInstanceOf(DOMException)
  })

  it.each([
    ['HTML', new TextEncoder().encode('<html>')],
    ['a damaged picture', PNG.slice(0, 60)],
    ['nothing', new Uint8Array()],
  ])('whose bytes are %s stores no picture', async (_name, bytes) => {
    await runModel(world({ generate: answers({ status: 'image', bytes, warnings: [] }) }), await job())
    expect(await result()).toMatchObject({ status: 'failed', kind: 'undecodable' })
    expect((await store.list({ prefix: 'images/' })).keys).toEqual([])
    expect((await store.list({ prefix: 'gallery/' })).keys).toEqual([])
  })

  it('has failed when the store refuses its picture', async () => {
    const put: ObjectStore['put'] = (key, body, options) =>
      key.startsWith('images/') ? Promise.reject(new Error('full')) : store.put(key, body, options)
    await runModel(world({ store: { ...store, put } }), await job())
    expect(await result()).toMatchObject({ status: 'failed', kind: 'upstream' })
  })

  it('keeps its picture when the store refuses a variant', async () => {
    const put: ObjectStore['put'] = (key, body, options) =>
      key.endsWith('/320.webp') ? Promise.reject(new Error('full')) : store.put(key, body, options)
    await runModel(world({ store: { ...store, put } }), await job())
    expect(await result()).toMatchObject({ status: 'completed' })
    expect((await store.get(KEYS.original(JOB, 'test-model')))?.body).toEqual(PNG)
  })

  it('of a model that is gone fails as retired', async () => {
    await job(['test:old'])
    await runModel(world(), { type: 'run', jobId: JOB, model: 'test:old', attempt: 1, correlationId: 'c' })
    expect(await readResult(store, JOB, 'test-old')).toMatchObject({ kind: 'retired' })
  })

  it('of a model that throws has failed, and is not tried again', async () => {
    const services = world({ generate: () => Promise.reject(new Error('a defect')) })
    const message = await job()
    expect(await runModel(services, message)).toBe('done')
    expect(await result()).toMatchObject({ status: 'failed', kind: 'upstream' })
  })

  it('of a model past its last day fails as retired, without a call', async () => {
    await runModel(world({ row: { retiredOn: '2025-12-31' } }), await job())
    expect(await result()).toMatchObject({ status: 'failed', kind: 'retired' })
    expect(calls).toBe(0)
  })

  it('of a model that lacks its settings fails for want of a key', async () => {
    const services = world()
    const row = services.findModel('test:model')?.row
    const findModel: RunServices['findModel'] = () => row && { row, generate: undefined }
    await runModel({ ...services, findModel }, await job())
    expect(await result()).toMatchObject({ status: 'failed', kind: 'auth' })
  })

  it('of a job that does not exist is dropped', async () => {
    const message: RunMessage = { type: 'run', jobId: JOB, model: 'test:model', attempt: 1, correlationId: 'c' }
    expect(await runModel(world(), message)).toBe('done')
    expect(calls).toBe(0)
  })
})

describe('a run that a crash left behind', () => {
  const claim = (startId: string | undefined) => ({
    claimedAt: new Date(T0).toISOString(),
    deadlineAt: new Date(T0 + TIMING.claimMs).toISOString(),
    token: 't',
    ...(startId !== undefined && { startId }),
  })

  it('is drawn again where that is free', async () => {
    const message = await job()
    await createRecord(store, KEYS.claim(JOB, 'test-model'), claim('start-0'))
    await runModel(world({ row: { free: true } }), message)
    expect(await result()).toMatchObject({ status: 'completed' })
  })

  it('is finished from the stored picture, without a second call', async () => {
    const message = await job()
    await createRecord(store, KEYS.claim(JOB, 'test-model'), claim('start-0'))
    await store.put(KEYS.original(JOB, 'test-model'), PNG, { contentType: 'image/png' })
    await runModel(world(), message)
    expect(await result()).toMatchObject({ status: 'completed' })
    expect(calls).toBe(0)
  })

  it('ends as expired where a call may have been charged', async () => {
    const message = await job()
    await createRecord(store, KEYS.claim(JOB, 'test-model'), claim('start-0'))
    await runModel(world(), message)
    expect(await result()).toMatchObject({ status: 'failed', kind: 'expired' })
    expect(calls).toBe(0)
  })

  it('is left to its owner while the claim is fresh, and is expired afterwards, for the reader as for the worker', async () => {
    const services = world({ startId: null })
    const message = await job()
    await createRecord(store, KEYS.claim(JOB, 'test-model'), claim(undefined))
    expect(await runModel(services, message)).toBe('held')
    expect((await status(services))?.status).toBe('in_progress')
    now = T0 + TIMING.claimMs + TIMING.readerGraceMs
    expect((await status(services))?.results[0]).toMatchObject({ status: 'failed', failure: { kind: 'expired' } })
    await store.put(KEYS.original(JOB, 'test-model'), PNG, { contentType: 'image/png' })
    await runModel(services, message)
    expect(await result()).toMatchObject({ kind: 'expired' })
  })

  it('gets its gallery key and its AVIFs by the next delivery, when only these were missing', async () => {
    const message = await job()
    const services = world()
    const put: ObjectStore['put'] = (key, body, options) =>
      key.endsWith('.avif') ? Promise.reject(new Error('killed')) : store.put(key, body, options)
    await expect(runModel(world({ store: { ...store, put } }), message)).rejects.toThrow('killed')
    expect((await status(services))?.results[0]).toMatchObject({
      image: { url: `/images/${JOB}/test-model/1024.webp` },
    })
    await runModel(services, message)
    expect((await status(services))?.results[0]).toMatchObject({ image: { url: `/images/${JOB}/test-model/1024` } })
    expect((await store.list({ prefix: 'gallery/' })).keys).toHaveLength(1)
  })
})

describe('a run that comes too late', () => {
  it('ends as expired without a call, an hour after its job was accepted', async () => {
    const message = await job()
    now = T0 + TIMING.jobMs + TIMING.readerGraceMs
    expect((await status(world()))?.results[0]).toMatchObject({ failure: { kind: 'expired' } })
    await runModel(world(), message)
    expect(await result()).toMatchObject({ kind: 'expired' })
    expect(calls).toBe(0)
  })

  it('stays expired when its picture comes after its deadline', async () => {
    const generate: ImageModel = async () => {
      now += TIMING.claimMs + 1
      return image
    }
    await runModel(world({ generate }), await job())
    expect(await result()).toMatchObject({ status: 'failed', kind: 'expired' })
  })
})
