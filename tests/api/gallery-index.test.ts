import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeKey, dayFileKey, KEYS } from '../../lambda/src/store/keys.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { countCalls } from '../support/count-calls.ts'
import { createMemoryLog } from '../support/memory-log.ts'
import { DAY, DAY_MS, openGallery, SEALABLE, START, type TestGallery } from '../support/open-gallery.ts'
import { THUMBHASH } from '../support/publish-job.ts'
import { readDayFile } from '../support/read-day-file.ts'

let gallery: TestGallery
beforeEach(async () => {
  gallery = await openGallery()
})
afterEach(() => gallery.api.close())

const dayFile = () => readDayFile(gallery.store, DAY)
const change = (kind: 'deleted' | 'late', atMs: number, jobId: string) =>
  gallery.store.put(changeKey(kind, { atMs, jobId }), new Uint8Array(), { contentType: 'text/plain' })

describe('a day file', () => {
  it('is sealed when somebody asks for the index, with everything of its day, newest first', async () => {
    const early = await gallery.publish(START, { prompt: 'a quiet harbor' })
    const last = await gallery.publish(START + DAY_MS - 1, { runs: ['sketch-pixel', 'sketch-poster'] })
    await gallery.publish(START - 1)
    await gallery.publish(START + DAY_MS)
    expect((await gallery.index()).days).toEqual([])
    await gallery.api.work()
    expect((await gallery.index()).days).toEqual([DAY, '2026-01-04'])
    const preview = { run: 'sketch-pixel', width: 1024, height: 768, thumbhash: THUMBHASH }
    expect(await dayFile()).toEqual({
      day: DAY,
      entries: [
        {
          id: last,
          timestamp: '2026-01-05T23:59:59.999Z',
          prompt: 'a red fox',
          models: ['sketch:pixel', 'sketch:poster'],
          imageCount: 2,
          preview,
        },
        {
          id: early,
          timestamp: '2026-01-05T00:00:00.000Z',
          prompt: 'a quiet harbor',
          models: ['sketch:pixel'],
          imageCount: 1,
          preview,
        },
      ],
    })
  })

  it('is packed and never changes', async () => {
    await gallery.publish(START)
    await gallery.sealedIndex()
    const object = await gallery.store.get(dayFileKey(DAY))
    expect(object).toMatchObject({
      contentType: 'application/json',
      contentEncoding: 'gzip',
      cacheControl: 'public, max-age=31536000, immutable',
    })
    await gallery.publish(START + 1)
    await gallery.sealedIndex()
    expect((await gallery.store.get(dayFileKey(DAY)))?.body).toEqual(object?.body)
  })

  it('waits until every deadline of the day has passed', async () => {
    await gallery.publish(START + DAY_MS - 1)
    gallery.clock.now = SEALABLE - 1
    expect((await gallery.sealedIndex()).days).toEqual([])
    gallery.clock.now = SEALABLE
    expect((await gallery.sealedIndex()).days).toEqual([DAY])
  })

  it('leaves out who was erased, and is not held up by a damaged record', async () => {
    const damaged = await gallery.publish(START + 1)
    const erased = await gallery.publish(START + 2)
    await gallery.store.put(KEYS.request(damaged), new TextEncoder().encode('{}'), { contentType: 'text/plain' })
    await gallery.store.delete(KEYS.request(erased))
    await gallery.sealedIndex()
    expect((await dayFile())?.entries).toMatchObject([{ id: damaged, prompt: '', models: ['sketch-pixel'] }])
  })

  it('is not sealed while the store has trouble, and is when the message comes back', async () => {
    await gallery.publish(START)
    const get: ObjectStore['get'] = (key) =>
      key.endsWith('request.json') ? Promise.reject(new Error('gone')) : gallery.store.get(key)
    const broken = await gallery.with({ store: { ...gallery.store, get } })
    await broken.app.request('/api/gallery/index')
    expect(await broken.work()).toBe(0)
    expect(await gallery.store.head(dayFileKey(DAY))).toBeUndefined()
  })

  it('is written once by two workers, who make the same bytes', async () => {
    for (let at = 0; at < 40; at += 1) await gallery.publish(START + at)
    const bodies: Uint8Array[] = []
    const put: ObjectStore['put'] = (key, body, options) => {
      if (key === dayFileKey(DAY)) bodies.push(body)
      return gallery.store.put(key, body, options)
    }
    const workers = await gallery.with({ store: { ...gallery.store, put } })
    const message = { body: JSON.stringify({ type: 'seal', correlationId: 'c' }) }
    await workers.services.queue.send([message, message])
    expect(await workers.work()).toBe(2)
    expect(bodies).toHaveLength(2)
    expect(bodies[0]).toEqual(bodies[1])
  })

  it('of the oldest day comes first, so that no day is skipped where sealing breaks off', async () => {
    const days = ['2025-11-30', '2025-12-24', '2026-01-01', '2026-01-02', DAY]
    for (const day of days) await gallery.publish(Date.parse(`${day}T12:00:00Z`))
    for (let dies = 1; (await gallery.index()).days.length < days.length; dies += 1) {
      let calls = 0
      const put: ObjectStore['put'] = (key, body, options) => {
        calls += key.startsWith('index/') ? 1 : 0
        return calls > 1 ? Promise.reject(new Error('killed')) : gallery.store.put(key, body, options)
      }
      const killed = await gallery.with({ store: { ...gallery.store, put } })
      await killed.app.request('/api/gallery/index')
      await killed.work()
      expect((await gallery.index()).days).toEqual(days.slice(0, dies).reverse())
    }
  })
})

describe('GET /api/gallery/index', () => {
  it('has nothing of an empty gallery', async () => {
    expect(await gallery.index()).toEqual({ days: [], deleted: [], late: [], deletedCursor: expect.any(String) })
  })

  it('is no entry of the gallery by its name', async () => {
    expect((await gallery.api.app.request('/api/gallery/index')).status).toBe(200)
    expect((await gallery.api.app.request('/api/gallery/indices')).status).toBe(400)
  })

  it('asks for sealing once a minute, however often it is called', async () => {
    await gallery.publish(START)
    for (let call = 0; call < 5; call += 1) await gallery.index()
    expect(await gallery.api.services.queue.receive({ max: 10, waitMs: 0 })).toHaveLength(1)
    gallery.clock.now += 60_000
    await gallery.index()
    expect(await gallery.api.services.queue.receive({ max: 10, waitMs: 0 })).toHaveLength(1)
  })

  it('answers without the queue', async () => {
    await gallery.publish(START)
    const { log, lines } = createMemoryLog()
    const queue = { ...gallery.api.services.queue, send: () => Promise.reject(new Error('gone')) }
    const broken = await gallery.with({ queue, log })
    expect((await broken.app.request('/api/gallery/index')).status).toBe(200)
    expect(lines.map((line) => line.message)).toContain('sealing-not-asked')
  })

  it('takes as many calls of the store among 10,000 entries as among 10', async () => {
    const counted = countCalls(gallery.store)
    const counting = await gallery.with({ store: counted.store })
    const costs = []
    let stored = 0
    for (const total of [10, 10_000]) {
      for (; stored < total; stored += 1) await gallery.publish(START - stored * 60_000)
      counted.take()
      await counting.app.request('/api/gallery/index')
      costs.push(counted.take())
    }
    expect(costs).toEqual(Array(2).fill({ list: 4, get: 0, head: 0, put: 0, delete: 0 }))
  })

  it('tells deletions since the last look, and again those that may have been written late', async () => {
    const ids = ['1', '2', '3'].map((end) => `0190a8b5-0000-7000-8000-00000000000${end}`)
    await change('deleted', gallery.clock.now - 3_600_000, ids[0] ?? '')
    const first = await gallery.index()
    expect(first.deleted).toEqual([ids[0]])
    gallery.clock.now += 3_600_000
    await change('deleted', gallery.clock.now, ids[1] ?? '')
    // Its writer was slow: the moment that it names is before the last look.
    await change('deleted', gallery.clock.now - 3_600_000 - 60_000, ids[2] ?? '')
    expect((await gallery.index(`?since=${first.deletedCursor}`)).deleted).toEqual([ids[1], ids[2]])
  })

  it('tells very many deletions in parts, each at least once', async () => {
    const ids: string[] = []
    for (let at = 0; at < 2345; at += 1) {
      ids.push(`0190a8b5-0000-7000-8000-${String(at).padStart(12, '0')}`)
      await change('deleted', gallery.clock.now - 10_000_000 + at * 3, ids[at] ?? '')
    }
    const told = new Set<string>()
    let parts = 0
    for (let answer = await gallery.index(); ; answer = await gallery.index(`?before=${answer.next}`)) {
      parts += 1
      expect(answer.deleted.length).toBeLessThanOrEqual(1000)
      for (const id of answer.deleted) told.add(id)
      if (answer.next === undefined) break
    }
    expect(parts).toBe(3)
    expect([...told].sort()).toEqual(ids)
  })

  it.each(['since=x', 'since=MTIz', 'before=!', 'since='])('refuses %s', async (query) => {
    const response = await gallery.api.app.request(`/api/gallery/index?${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'INVALID_CURSOR' })
  })
})
