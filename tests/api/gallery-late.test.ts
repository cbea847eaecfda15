import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { publishImage } from '../../lambda/src/gallery/publish-image.ts'
import { readRequest } from '../../lambda/src/jobs/job-records.ts'
import { dayFileKey, KEYS } from '../../lambda/src/store/keys.ts'
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

describe('a picture that is published after its day was sealed', () => {
  async function publishLate(jobId: string, run: string): Promise<void> {
    const request = await readRequest(gallery.store, jobId)
    if (request === undefined) throw new Error('expected a job')
    const facts = { run, width: 1024, height: 768, thumbhash: THUMBHASH }
    await publishImage(gallery, request, { ...facts, mimeType: 'image/png', bytes: 1, sha256: 'a' })
  }

  it('is told by the index, with all pictures of its job, until the next look', async () => {
    const id = await gallery.publish(START)
    const { deletedCursor } = await gallery.sealedIndex()
    gallery.clock.now += 3 * DAY_MS
    await publishLate(id, 'sketch-poster')
    const { late } = await gallery.index(`?since=${deletedCursor}`)
    expect(late).toMatchObject([{ id, imageCount: 2, models: ['sketch:pixel', 'sketch:poster'] }])
    expect((await dayFile())?.entries).toMatchObject([{ id, imageCount: 1 }])
    gallery.clock.now += DAY_MS
    expect((await gallery.index(`?since=${(await gallery.index()).deletedCursor}`)).late).toEqual([])
  })

  it('is told where its day has no file at all', async () => {
    const id = await gallery.publish(START, { runs: [] })
    await gallery.publish(START + DAY_MS)
    gallery.clock.now += 3 * DAY_MS
    expect((await gallery.sealedIndex()).days).toEqual(['2026-01-06'])
    await publishLate(id, 'sketch-pixel')
    expect((await gallery.index()).late).toMatchObject([{ id, imageCount: 1 }])
  })

  it('is in the file or told, whenever it comes around the sealing', async () => {
    for (const atMs of [-120_000, -60_001, -60_000, -1, 0, 1]) {
      await gallery.api.close()
      gallery = await openGallery()
      gallery.clock.now = SEALABLE + atMs
      const id = await gallery.publish(START, { runs: [] })
      await publishLate(id, 'sketch-pixel')
      gallery.clock.now = SEALABLE
      const isTold = (await gallery.sealedIndex()).late?.some((entry) => entry.id === id)
      expect([isTold, (await dayFile())?.entries.length]).toEqual([atMs >= -60_000, 1])
    }
  })

  it('is listed with its model, though the file of its day does not name it', async () => {
    const id = await gallery.publish(START)
    await gallery.sealedIndex()
    gallery.clock.now += DAY_MS
    await publishLate(id, 'sketch-poster')
    const answer = await (await gallery.api.app.request('/api/gallery/list')).json()
    expect(v.parse(GalleryListAnswer, answer).galleries).toMatchObject([
      { id, imageCount: 2, models: ['sketch:pixel', 'sketch:poster'] },
    ])
  })

  it('is not told any more when its job is gone', async () => {
    const id = await gallery.publish(START)
    await gallery.sealedIndex()
    gallery.clock.now += DAY_MS
    await publishLate(id, 'sketch-poster')
    await gallery.store.delete(KEYS.request(id))
    expect((await gallery.index()).late).toEqual([])
  })
})

describe('the list of a sealed gallery', () => {
  it('reads each day once, and no job', async () => {
    for (let at = 0; at < 30; at += 1) await gallery.publish(START - at * 3_600_000)
    await gallery.sealedIndex()
    const counted = countCalls(gallery.store)
    const counting = await gallery.with({ store: counted.store })
    const first = await (await counting.app.request('/api/gallery/list?limit=30')).json()
    expect(v.parse(GalleryListAnswer, first).galleries.every((entry) => entry.prompt === 'a red fox')).toBe(true)
    expect(counted.take()).toMatchObject({ list: 1, get: 3 })
    await counting.app.request('/api/gallery/list?limit=30')
    expect(counted.take()).toMatchObject({ list: 1, get: 0 })
  })

  it('reads the jobs where the file of their day is damaged', async () => {
    await gallery.publish(START)
    await gallery.store.put(dayFileKey(DAY), new TextEncoder().encode('no gzip'), { contentType: 'application/json' })
    const { log, lines } = createMemoryLog()
    const logged = await gallery.with({ log })
    const answer = await (await logged.app.request('/api/gallery/list')).json()
    expect(v.parse(GalleryListAnswer, answer).galleries).toMatchObject([{ prompt: 'a red fox' }])
    expect(lines.map((line) => line.message)).toContain('day-file-unread')
  })
})
