import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GalleryEntryAnswer, GalleryListAnswer } from '#contract/gallery.ts'
import { GalleryIndexAnswer } from '#contract/gallery-index.ts'
import type { Invalidation } from '../../lambda/src/cdn/invalidator.ts'
import { SKETCH_ROWS } from '../../lambda/src/models/sketch-rows.ts'
import { KEYS } from '../../lambda/src/store/keys.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import type { WorkerServices } from '../../lambda/src/worker.ts'
import { makePng } from '../support/make-png.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

const OWNER = { Authorization: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789' }
const OTHER = { Authorization: 'Bearer zyxwvutsrqponmlkjihgfedcba9876543210' }
const ADMIN_TOKEN = 'an-operator-token-of-some-length'
const PNG = new Uint8Array(makePng(48, 32))
const PROMPT = 'a red fox in the snow'

let store: ObjectStore
let api: TestApi
let invalidated: Invalidation[]
const invalidator = {
  async invalidate(invalidation: Invalidation) {
    invalidated.push(invalidation)
  },
}

beforeEach(async () => {
  store = createMemoryStore()
  invalidated = []
  api = await start()
})
afterEach(() => api.close())

/** A Sketch model whose pictures are small, so that their variants take no time. */
const smallSketch: WorkerServices['findModel'] = (id) => {
  const row = SKETCH_ROWS.find((each) => each.id === id)
  return row && { row, generate: async () => ({ status: 'image', bytes: PNG, warnings: [] }) }
}

const start = (services: Partial<TestApi['services']> = {}, folder?: string) =>
  startApi({
    environment: { ADMIN_TOKEN },
    services: { store, ...services },
    worker: { invalidator, findModel: smallSketch },
    ...(folder !== undefined && { folder }),
  })

async function send(body: object = {}, jobId: string = randomUUID()): Promise<string> {
  const job = { prompt: PROMPT, models: ['sketch:pixel'], ...body }
  const response = await api.app.request('/api/generate', post(job, { 'Idempotency-Key': jobId, ...OWNER }))
  expect(response.status).toBe(200)
  return jobId
}
async function made(body: object = {}): Promise<string> {
  const jobId = await send(body)
  await api.work()
  return jobId
}
const remove = (jobId: string, headers: Record<string, string> = OWNER, from: TestApi = api) =>
  from.app.request(`/api/gallery/${jobId}`, { method: 'DELETE', headers })
const statusAt = async (path: string) => (await api.app.request(path)).status
const keysOf = async (prefix = '') => (await store.list({ prefix })).keys
const deletedIds = async () =>
  v.parse(GalleryIndexAnswer, await (await api.app.request('/api/gallery/index')).json()).deleted

/** Nothing is left in the whole store but the markers of the one job, and word of its deletion. */
async function expectErased(jobId: string): Promise<void> {
  const left = await keysOf()
  expect(left.filter((key) => !/^(?:limits|index\/deleted)\//.test(key))).toEqual([
    KEYS.deleted(jobId),
    KEYS.erased(jobId),
  ])
  expect(await deletedIds()).toEqual([jobId])
}

describe('DELETE /api/gallery/{jobId}', () => {
  it('hides the job at once and erases everything but the markers', async () => {
    const jobId = await made({ models: ['sketch:pixel', 'sketch:poster'] })
    expect(await statusAt(`/api/gallery/${jobId}`)).toBe(200)
    const answer = await remove(jobId)
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(await statusAt(`/api/gallery/${jobId}`)).toBe(404)
    expect(await statusAt(`/api/status/${jobId}`)).toBe(404)

    expect(await api.work()).toBe(1)
    await expectErased(jobId)
    expect(await deletedIds()).toEqual([jobId])
    expect(invalidated.map(({ paths }) => paths)).toEqual([
      [`/images/${jobId}/*`, '/api/gallery*', `/g/${jobId}`, `/share/${jobId}.html`],
    ])
    const list = await (await api.app.request('/api/gallery/list')).json()
    expect(v.parse(GalleryListAnswer, list).galleries).toEqual([])
  })

  it('refuses the id for ever', async () => {
    const jobId = await made()
    const again = () => {
      const body = { prompt: PROMPT, models: ['sketch:pixel'] }
      return api.app.request('/api/generate', post(body, { 'Idempotency-Key': jobId, ...OWNER }))
    }
    await remove(jobId)
    expect((await again()).status).toBe(410)
    await api.work()
    expect((await again()).status).toBe(410)
    await expectErased(jobId)
  })

  it('may be repeated, before and after the job is erased', async () => {
    const jobId = await made()
    for (let time = 0; time < 3; time += 1) expect((await remove(jobId)).status).toBe(204)
    await api.work()
    for (let time = 0; time < 3; time += 1) expect((await remove(jobId)).status).toBe(204)
    expect(await api.work()).toBe(0)
    await expectErased(jobId)
    expect(await deletedIds()).toEqual([jobId])
  })

  it('is for who sent the prompt, and for the operator, also after the job is gone', async () => {
    const jobId = await made()
    expect((await remove(jobId, OTHER)).status).toBe(403)
    expect((await remove(jobId, {})).status).toBe(403)
    expect(await statusAt(`/api/gallery/${jobId}`)).toBe(200)
    expect((await remove(jobId, { Authorization: `Bearer ${ADMIN_TOKEN}` })).status).toBe(204)
    await api.work()
    expect((await remove(jobId, OTHER)).status).toBe(403)
    expect((await remove(jobId)).status).toBe(204)
  })

  it('knows no job that never was', async () => {
    const answer = await remove(randomUUID())
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: 'JOB_NOT_FOUND' })
    expect((await remove('no-uuid')).status).toBe(400)
    expect(await keysOf()).toEqual([])
  })

  it('leaves other jobs alone, also those accepted in the same millisecond', async () => {
    const timing = { ...api.services.timing, now: () => Date.parse('2026-01-05T12:00:00Z') }
    api = await start({ timing }, api.folder)
    const [gone, kept] = [await made(), await made({ prompt: 'a quiet harbor' })]
    await remove(gone)
    await api.work()
    const list = v.parse(GalleryListAnswer, await (await api.app.request('/api/gallery/list')).json())
    expect(list.galleries.map((entry) => entry.id)).toEqual([kept])
    const entry = await (await api.app.request(`/api/gallery/${kept}`)).json()
    expect(v.parse(GalleryEntryAnswer, entry).images).toHaveLength(1)
    expect(await keysOf(`images/${kept}/`)).toHaveLength(10)
  })

  it('tells nobody of a job that was not in the gallery', async () => {
    const jobId = await made({ publish: false })
    await remove(jobId)
    await api.work()
    expect(await keysOf(`jobs/${jobId}/`)).toEqual([KEYS.deleted(jobId), KEYS.erased(jobId)])
    expect(await keysOf('images/')).toEqual([])
    expect(await deletedIds()).toEqual([])
  })

  it('answers 503 when the queue has no room, and does its work when it is repeated', async () => {
    const jobId = await made()
    const queue = { ...api.services.queue, send: () => Promise.reject(new Error('gone')) }
    const broken = await start({ queue }, api.folder)
    const answer = await remove(jobId, OWNER, broken)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5'])
    expect((await remove(jobId)).status).toBe(204)
    await api.work()
    await expectErased(jobId)
  })

  it('ends what can be done with the job: retry is 404, cancel has nothing to stop', async () => {
    const jobId = await made()
    await remove(jobId)
    const retry = await api.app.request(`/api/jobs/${jobId}/retry`, post({ model: 'sketch:pixel' }, OWNER))
    expect([retry.status, await retry.json()]).toMatchObject([404, { error: 'JOB_NOT_FOUND' }])
    const cancel = await api.app.request(`/api/jobs/${jobId}/cancel`, { method: 'POST', headers: OWNER })
    expect([cancel.status, await cancel.json()]).toMatchObject([200, { status: 'canceled', results: [] }])
    await api.work()
    await expectErased(jobId)
  })
})

describe('a deletion', () => {
  it('of a job that waits stops it: no model is called and nothing of it stays', async () => {
    const jobId = await send({ models: ['sketch:pixel', 'sketch:poster'] })
    await remove(jobId)
    await api.work()
    await expectErased(jobId)
  })

  it.each(['claims/', 'images/', 'results/', 'gallery/', '.avif', 'finished/'])(
    'that comes while a run writes to %s takes everything back',
    async (place) => {
      const jobId = await send()
      let armed = true
      const put: ObjectStore['put'] = async (key, body, options) => {
        if (armed && key.includes(place)) {
          armed = false
          // The whole deletion happens in the middle of the run.
          await remove(jobId)
          await eraser.work()
        }
        return store.put(key, body, options)
      }
      const { queue } = api.services
      const eraser = await start({ queue }, api.folder)
      await (await start({ store: { ...store, put }, queue }, api.folder)).work()
      expect(armed).toBe(false)
      await expectErased(jobId)
    },
  )

  it('takes back what a run left that died after it wrote', async () => {
    const jobId = await send()
    const put: ObjectStore['put'] = (key, body, options) => {
      return key.includes('finished/') ? Promise.reject(new Error('killed')) : store.put(key, body, options)
    }
    const { queue } = api.services
    const killed = await start({ store: { ...store, put }, queue }, api.folder)
    expect(await killed.work()).toBe(0)
    await remove(jobId)
    expect(await api.work()).toBe(1)
    // Written by a process that was slower than the whole deletion; then its message comes back.
    await store.put(KEYS.original(jobId, 'sketch-pixel'), new Uint8Array([1]), { contentType: 'image/png' })
    const run = { type: 'run', jobId, model: 'sketch:pixel', attempt: 1, correlationId: 'c' }
    await queue.send([{ body: JSON.stringify(run) }])
    expect(await api.work()).toBe(1)
    await expectErased(jobId)
    expect(invalidated).toHaveLength(2)
    expect(invalidated[0]?.reference).not.toBe(invalidated[1]?.reference)
  })
})

describe('erasing', () => {
  /** The worker's store and CDN, which die for good at call number `diesAt`, before or after its work is done. */
  function dying(diesAt: number, when: 'before' | 'after') {
    let calls = 0
    const mortal = async <Value>(work: () => Promise<Value>): Promise<Value> => {
      calls += 1
      if (calls > diesAt || (calls === diesAt && when === 'before')) throw new Error('killed')
      const value = await work()
      if (calls >= diesAt) throw new Error('killed')
      return value
    }
    const mortalStore: ObjectStore = {
      get: (key) => mortal(() => store.get(key)),
      head: (key) => mortal(() => store.head(key)),
      put: (key, body, options) => mortal(() => store.put(key, body, options)),
      list: (options) => mortal(() => store.list(options)),
      delete: (key) => mortal(() => store.delete(key)),
    }
    return {
      store: mortalStore,
      invalidator: { invalidate: (order: Invalidation) => mortal(() => invalidator.invalidate(order)) },
      isAlive: () => calls < diesAt,
    }
  }

  it.each(['before', 'after'] as const)('ends well wherever it died: at every call, %s its work', async (when) => {
    const { folder } = api
    const { queue } = api.services
    const jobId = await made()
    const objects = await Promise.all((await keysOf()).map(async (key) => ({ key, object: await store.get(key) })))
    let deaths = 0
    for (let diesAt = 1; ; diesAt += 1) {
      store = createMemoryStore()
      for (const { key, object } of objects) {
        await store.put(key, object?.body ?? new Uint8Array(), { contentType: object?.contentType ?? 'text/plain' })
      }
      invalidated = []
      api = await start({ queue }, folder)
      expect((await remove(jobId)).status).toBe(204)
      const mortal = dying(diesAt, when)
      const killed = await startApi({
        folder,
        services: { store: mortal.store, queue },
        worker: { invalidator: mortal.invalidator },
      })
      const done = await killed.work()
      if (mortal.isAlive()) break
      expect(done).toBe(0)
      deaths += 1
      await queue.send([{ body: JSON.stringify({ type: 'erase', jobId, correlationId: 'again' }) }])
      await api.work()
      await expectErased(jobId)
      expect(invalidated.length).toBeGreaterThanOrEqual(1)
      expect(new Set(invalidated.map(({ reference }) => reference)).size).toBe(1)
    }
    expect(deaths).toBeGreaterThan(20)
  })
})
