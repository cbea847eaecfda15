import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { createS3Client, createS3Store } from '../../lambda/src/store/s3-store.ts'
import { publishJob } from '../support/publish-job.ts'
import { type S3WireStub, startS3WireStub } from '../support/s3-wire-stub.ts'
import { startApi, type TestApi } from '../support/start-api.ts'

const T0 = Date.parse('2026-01-05T12:00:00Z')
const RUNS = ['sketch-linework', 'sketch-pixel', 'sketch-poster', 'sketch-watercolour']

let s3: S3WireStub
let api: TestApi
const client = () =>
  createS3Client({
    region: 'us-east-1',
    endpoint: s3.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })

beforeAll(async () => {
  s3 = await startS3WireStub()
  const store = createS3Store({ client: client(), bucket: 'gallery' })
  for (let at = 0; at < 130; at += 1) await publishJob(store, { createdAtMs: T0 + at * 60_000, runs: RUNS })
  api = await startApi({ services: { store } })
})
afterAll(async () => {
  await Promise.all([api.close(), s3.close()])
})

describe('a page of the gallery over S3', () => {
  it.each([1, 24, 100])('of %i entries is one LIST, and at most two reads for each entry', async (limit) => {
    let cursor: string | undefined
    let seen = 0
    do {
      const before = s3.requests.length
      const query = `limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`
      const answer = await api.app.request(`/api/gallery/list?${query}`)
      const { galleries, nextCursor } = v.parse(GalleryListAnswer, await answer.json())
      const asked = s3.requests.slice(before)
      expect(asked.filter((request) => request.includes('list-type=2'))).toHaveLength(1)
      expect(asked.length).toBeLessThanOrEqual(1 + 2 * galleries.length)
      expect(galleries.every((entry) => entry.imageCount === 4 && entry.prompt === 'a red fox')).toBe(true)
      seen += galleries.length
      cursor = nextCursor
    } while (cursor !== undefined && seen < 300)
    expect(seen).toBe(130)
  })
})
