import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { TIMING } from '../../lambda/src/jobs/timing.ts'
import { galleryPrefixOf, KEYS } from '../../lambda/src/store/keys.ts'
import { countCalls } from '../support/count-calls.ts'
import { createMemoryLog } from '../support/memory-log.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { publishJob } from '../support/publish-job.ts'
import { startApi, type TestApi } from '../support/start-api.ts'

const T0 = Date.parse('2026-01-05T12:00:00Z')

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

async function list(query = '', from: TestApi = api): Promise<GalleryListAnswer> {
  return v.parse(GalleryListAnswer, await (await from.app.request(`/api/gallery/list${query}`)).json())
}
const publish = (createdAtMs: number, runs: readonly string[]) => publishJob(api.services.store, { createdAtMs, runs })

async function allPages(limit: number, between: () => Promise<void> = async () => {}): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await list(`?limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`)
    expect(page.galleries.length).toBeLessThanOrEqual(limit)
    ids.push(...page.galleries.map((entry) => entry.id))
    cursor = page.nextCursor
    await between()
  } while (cursor !== undefined)
  return ids
}

/** As erasing begins: the job's keys leave the gallery, then its request goes. */
async function erase(id: string, createdAtMs: number): Promise<void> {
  const { store } = api.services
  const { keys } = await store.list({ prefix: galleryPrefixOf(createdAtMs, id) })
  for (const key of [...keys, KEYS.request(id)]) await store.delete(key)
}

describe('GET /api/gallery/list', () => {
  it('is empty at first', async () => {
    expect(await list()).toEqual({ galleries: [] })
  })

  it('lists jobs newest first, one entry for all pictures of a job', async () => {
    const older = await publish(1_000_000, ['sketch-pixel'])
    const newer = await publish(2_000_000, ['sketch-pixel', 'sketch-poster'])
    const { galleries } = await list()
    expect(galleries.map((entry) => [entry.id, entry.imageCount])).toEqual([
      [newer, 2],
      [older, 1],
    ])
    expect(galleries[0]).toMatchObject({
      prompt: 'a red fox',
      models: ['sketch:pixel', 'sketch:poster'],
      timestamp: new Date(2_000_000).toISOString(),
      preview: { run: 'sketch-pixel', url: `/images/${newer}/sketch-pixel/1024` },
    })
  })

  it('pages hold every entry exactly once, also while others come at any place and entries go between pages', async () => {
    const Time = fc.integer({ min: 0, max: 40 })
    const Runs = fc.integer({ min: 1, max: 4 })
    const Change = fc.oneof(
      // Younger than all, or one of the time before whose picture took long.
      fc.record({ kind: fc.constant('add' as const), time: fc.integer({ min: 0, max: 60 }) }),
      fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ time: Time, runs: Runs }), { maxLength: 25 }),
        fc.integer({ min: 1, max: 9 }),
        fc.array(Change, { maxLength: 8 }),
        async (jobs, limit, changes) => {
          await api.close()
          api = await startApi()
          const runs = ['a', 'a~2', 'b', 'sketch-poster']
          const before = await Promise.all(
            jobs.map(({ time, runs: count }) => publish(T0 + time, runs.slice(0, count))),
          )
          const gone = new Set<string>()
          const added = new Map<string, number>()
          const left = [...changes]
          const seen = await allPages(limit, async () => {
            const change = left.shift()
            if (change?.kind === 'add') added.set(await publish(T0 + change.time, ['a']), change.time)
            if (change?.kind !== 'delete' || before.length === 0) return
            const at = change.at % before.length
            await erase(before[at] ?? '', T0 + (jobs[at]?.time ?? 0))
            gone.add(before[at] ?? '')
          })
          expect(seen).toEqual([...new Set(seen)])
          expect(before.filter((id) => !gone.has(id) && !seen.includes(id))).toEqual([])
          const others = seen.filter((id) => !before.includes(id))
          expect(others.filter((id) => (added.get(id) ?? 99) > 40)).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })

  it('pages hold jobs of very many pictures whole, with fewer entries each', async () => {
    const runs = Array.from({ length: 20 }, (_, index) => `model-${String(index).padStart(2, '0')}`)
    const ids = []
    for (let index = 0; index < 9; index += 1) ids.push(await publish(T0 + index, runs))
    const { galleries, nextCursor } = await list('?limit=8')
    expect(galleries.length).toBeLessThan(8)
    expect(galleries.every((entry) => entry.imageCount === 20)).toBe(true)
    expect(nextCursor).toBeDefined()
    expect(await allPages(8)).toEqual(ids.reverse())
  })

  it('names a young picture by a format that surely stands, since its AVIF may still be on the way', async () => {
    const id = await publish(Date.now(), ['a'])
    expect((await list()).galleries[0]?.preview.url).toBe(`/images/${id}/a/1024.webp`)
  })

  it('lists an entry whose words cannot be read, and leaves out one that was erased in this moment', async () => {
    const damaged = await publish(T0 + 1, ['a'])
    const erased = await publish(T0 + 2, ['a'])
    await api.services.store.put(KEYS.request(damaged), new TextEncoder().encode('{'), { contentType: 'text/plain' })
    await api.services.store.delete(KEYS.request(erased))
    const { log, lines } = createMemoryLog()
    const logged = await startApi({ folder: api.folder, services: { log } })
    expect((await list('', logged)).galleries).toMatchObject([{ id: damaged, prompt: '', models: ['a'] }])
    expect(lines.map((line) => line.message)).toContain('gallery-prompt-unread')
  })

  it.each(['?limit=0', '?limit=101', '?limit=1.5', '?limit=', '?limit=ten'])('refuses %s', async (query) => {
    const response = await api.app.request(`/api/gallery/list${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'INVALID_REQUEST', details: { fields: ['limit'] } })
  })

  it.each(['', 'x', 'Z2FsbGVyeS8', '!!!!', 'MTIzNDU2Nzg5MDEyMw'])('refuses the cursor "%s"', async (cursor) => {
    const response = await api.app.request(`/api/gallery/list?cursor=${cursor}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'INVALID_CURSOR' })
  })

  it('lets the edge keep a page for an hour once nothing can be published on it any more', async () => {
    const { jobMs, claimMs, readerGraceMs } = TIMING
    const settledMs = Date.now() - (jobMs + claimMs + readerGraceMs)
    const times = [Date.now(), settledMs + 60_000, settledMs, settledMs - 60_000]
    for (const time of times) await publish(time, ['a'])
    const lifetimes = []
    let query = '?limit=1'
    for (;;) {
      const response = await api.app.request(`/api/gallery/list${query}`)
      lifetimes.push(response.headers.get('Cache-Control'))
      const { nextCursor } = v.parse(GalleryListAnswer, await response.json())
      if (nextCursor === undefined) break
      query = `?limit=1&cursor=${nextCursor}`
    }
    const young = 'public, max-age=5, stale-while-revalidate=60, stale-if-error=600'
    // A page begins behind the entry before it.
    expect(lifetimes).toEqual([young, young, young, 'public, max-age=3600'])
  })

  it('answers trouble of the store with 503 or 500, never with an empty gallery', async () => {
    const store = { ...api.services.store, list: () => Promise.reject(new Error('gone')) }
    const broken = await startApi({ folder: api.folder, services: { store } })
    const response = await broken.app.request('/api/gallery/list')
    expect(response.status).toBe(500)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('a page of the gallery', () => {
  it('takes as many calls of the store among 10,000 entries as among 10', async () => {
    const store = createMemoryStore()
    const counted = countCalls(store)
    const now = () => T0 + 10_000
    const counting = await startApi({
      folder: api.folder,
      services: { store: counted.store, timing: { now, startId: 'one', ...TIMING } },
    })
    const costs = []
    let stored = 0
    for (const total of [10, 10_000]) {
      for (; stored < total; stored += 1) {
        await publishJob(store, { createdAtMs: T0 + stored, runs: ['sketch-pixel'] })
      }
      counted.take()
      const { galleries, nextCursor } = await list('?limit=5', counting)
      expect(galleries).toHaveLength(5)
      const first = counted.take()
      await list(`?limit=5&cursor=${nextCursor}`, counting)
      costs.push([first, counted.take()])
    }
    const page = { list: 1, get: 5, head: 0, put: 0, delete: 0 }
    expect(costs).toEqual([
      [page, page],
      [page, page],
    ])
  })
})
