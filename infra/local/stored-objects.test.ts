import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createDayFile } from '../../lambda/src/gallery/day-file.ts'
import { publishSharePage } from '../../lambda/src/gallery/publish-share-page.ts'
import { createMemoryStore } from '../../tests/support/memory-store.ts'
import { createDataOrigin } from './data-origin.ts'
import { createSiteOrigin } from './site-origin.ts'

const JOB = '0190a8b5-6a00-7c3e-9d21-4f0b5c7e8a11'
const DAY = '/index/2026-07-12.json'

async function openOrigins() {
  const store = createMemoryStore()
  await createDayFile(store, { day: '2026-07-12', entries: [] })
  const image = { run: 'sketch-poster', width: 1024, height: 1024 }
  await publishSharePage(store, { jobId: JOB, prompt: 'a red fox', label: 'Poster', image, publicUrl: undefined })
  return { data: createDataOrigin(store), site: createSiteOrigin(new Map(), store) }
}

describe('objects of the store at their addresses', () => {
  it('are day files, packed, for good', async () => {
    const { data } = await openOrigins()
    const response = await data.request(DAY, {}, { viewerUri: DAY })
    expect(response.headers.get('Content-Encoding')).toBe('gzip')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    const text = gunzipSync(new Uint8Array(await response.arrayBuffer())).toString()
    expect(JSON.parse(text)).toEqual({ day: '2026-07-12', entries: [] })
  })

  it('are share pages, asked for again by their ETag', async () => {
    const { site } = await openOrigins()
    const response = await site.request(`/share/${JOB}.html`)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toContain('<title>a red fox</title>')
    const etag = response.headers.get('ETag') ?? ''
    const again = await site.request(`/share/${JOB}.html`, { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
  })

  it('are none where there is no object', async () => {
    const { data, site } = await openOrigins()
    const day = await data.request('/index/2026-07-13.json', {}, { viewerUri: '/index/2026-07-13.json' })
    const page = await site.request('/share/x.html')
    expect([day, page].map(({ status, headers }) => [status, headers.get('Cache-Control')])).toEqual([
      [404, 'no-store'],
      [404, 'no-store'],
    ])
  })
})
