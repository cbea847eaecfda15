import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { mintJobId } from '#contract/ids.ts'
import { galleryKey } from '../../lambda/src/store/keys.ts'
import { startApi, type TestApi } from '../support/start-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

const list = async (query = '') =>
  v.parse(GalleryListAnswer, await (await api.app.request(`/api/gallery/list${query}`)).json())

async function publish(createdAtMs: number, runs: readonly string[]): Promise<string> {
  const jobId = mintJobId(createdAtMs, (bytes) => crypto.getRandomValues(bytes))
  const picture = { width: 1024, height: 768, thumbhash: '3OcRJYB4d3h_iIeHeEh3eIhw-j3A' }
  for (const run of runs) {
    const key = galleryKey({ createdAtMs, jobId, run, ...picture })
    await api.services.store.put(key, new Uint8Array(), { contentType: 'text/plain' })
  }
  return jobId
}

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
    expect(galleries[0]?.preview).toMatchObject({ run: 'sketch-pixel', url: `/images/${newer}/sketch-pixel/1024` })
    expect(galleries[0]?.timestamp).toBe(new Date(2_000_000).toISOString())
  })

  it('pages hold every entry exactly once, whatever the page size and however many pictures a job has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ time: fc.integer({ min: 0, max: 40 }), runs: fc.integer({ min: 1, max: 4 }) }), {
          maxLength: 25,
        }),
        fc.integer({ min: 1, max: 9 }),
        async (jobs, limit) => {
          const fresh = await startApi()
          const outer = api
          api = fresh
          const runs = ['a', 'a~2', 'b', 'sketch-poster']
          const ids = await Promise.all(jobs.map((job) => publish(job.time, runs.slice(0, job.runs))))
          const seen = await allPages(limit)
          api = outer
          await fresh.close()
          expect([...seen].sort()).toEqual([...ids].sort())
        },
      ),
      { numRuns: 25 },
    )
  })

  it('pages repeat and skip nothing while new jobs are published', async () => {
    const ids: string[] = []
    for (let index = 0; index < 12; index += 1) ids.push(await publish(1000 + index, ['a', 'b']))
    let time = 5000
    const seen = await allPages(5, async () => {
      time += 1
      await publish(time, ['a'])
    })
    expect(seen).toEqual(ids.reverse())
  })

  it('names a young picture by a format that surely stands, since its AVIF may still be on the way', async () => {
    const id = await publish(Date.now(), ['a'])
    expect((await list()).galleries[0]?.preview.url).toBe(`/images/${id}/a/1024.webp`)
  })
})
