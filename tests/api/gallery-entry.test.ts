import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GalleryEntryAnswer, GalleryListAnswer } from '#contract/gallery.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { createMemoryLog } from '../support/memory-log.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

const PROMPT = 'a red fox in the snow'

let store: ObjectStore
let api: TestApi
beforeEach(async () => {
  store = createMemoryStore()
  api = await startApi({ services: { store } })
})
afterEach(() => api.close())

async function send(body: object = {}): Promise<string> {
  const jobId = crypto.randomUUID()
  const job = { prompt: PROMPT, models: ['sketch:pixel'], ...body }
  expect((await api.app.request('/api/generate', post(job, { 'Idempotency-Key': jobId }))).status).toBe(200)
  return jobId
}
async function made(body: object = {}): Promise<string> {
  const jobId = await send(body)
  await api.work()
  return jobId
}
const keysOf = async (prefix = '') => (await store.list({ prefix })).keys

describe('the messages of the queue', () => {
  it('of an earlier version are still done', async () => {
    const jobId = await send()
    for (const message of await api.services.queue.receive({ max: 10, waitMs: 0 })) {
      await api.services.queue.delete(message.receipt)
    }
    const body = `{"type":"run","jobId":"${jobId}","model":"sketch:pixel","attempt":1,"correlationId":"older"}`
    await api.services.queue.send([{ body }])
    expect(await api.work()).toBe(1)
    expect(await keysOf('gallery/')).toHaveLength(1)
  })

  it('to erase a job that nobody deleted do nothing', async () => {
    const jobId = await made()
    const before = await keysOf()
    const { log, lines } = createMemoryLog()
    const logged = await startApi({ folder: api.folder, services: { store, log } })
    await logged.services.queue.send([{ body: JSON.stringify({ type: 'erase', jobId, correlationId: 'c' }) }])
    expect(await logged.work()).toBe(1)
    expect(await keysOf()).toEqual(before)
    expect(lines.map((line) => line.message)).toContain('erase-dropped')
  })
})

describe('GET /api/gallery/{jobId}', () => {
  it('tells everything that was asked for and that came of it', async () => {
    const asked = { models: ['sketch:pixel', 'openai:dall-e-3'], aspectRatio: '3:2', seed: 7, negativePrompt: 'rain' }
    const jobId = await made(asked)
    const answer = await (await api.app.request(`/api/gallery/${jobId}`)).json()
    expect(v.parse(GalleryEntryAnswer, answer)).toMatchObject({
      galleryId: jobId,
      prompt: PROMPT,
      aspectRatio: '3:2',
      seed: 7,
      negativePrompt: 'rain',
      published: true,
      total: 1,
      images: [{ model: 'sketch:pixel', durationMs: expect.any(Number), cost: { microUsd: 0, source: 'reported' } }],
      results: [
        { model: 'sketch:pixel', status: 'completed', image: { width: expect.any(Number) } },
        { model: 'openai:dall-e-3', status: 'failed', failure: { kind: 'retired' } },
      ],
    })
  })

  it('answers who has the link of a job that is not listed', async () => {
    const jobId = await made({ publish: false })
    expect(await keysOf('gallery/')).toEqual([])
    const answer = await (await api.app.request(`/api/gallery/${jobId}`)).json()
    expect(v.parse(GalleryEntryAnswer, answer)).toMatchObject({ published: false, total: 1 })
  })
})

describe('an address of the gallery', () => {
  it('says what it takes', async () => {
    const answer = await api.app.request(`/api/gallery/${crypto.randomUUID()}`, { method: 'PUT' })
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD, DELETE'])
    const list = await api.app.request('/api/gallery/list', { method: 'DELETE' })
    expect([list.status, list.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('publishing', () => {
  it.each([
    ['public', undefined, 1],
    ['private', undefined, 0],
    ['public', false, 0],
    ['private', true, 1],
  ] as const)('with GALLERY_DEFAULT %s and publish %s lists %i', async (galleryDefault, publish, listed) => {
    const choosing = await startApi({ environment: { GALLERY_DEFAULT: galleryDefault } })
    const body = { prompt: PROMPT, models: ['sketch:pixel'], ...(publish !== undefined && { publish }) }
    await choosing.app.request('/api/generate', post(body))
    await choosing.work()
    const list = v.parse(GalleryListAnswer, await (await choosing.app.request('/api/gallery/list')).json())
    expect(list.galleries).toHaveLength(listed)
    await choosing.close()
  })
})
