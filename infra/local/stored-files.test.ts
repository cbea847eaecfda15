import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDayFile } from '../../lambda/src/gallery/day-file.ts'
import { publishSharePage } from '../../lambda/src/gallery/publish-share-page.ts'
import { createMemoryStore } from '../../tests/support/memory-store.ts'
import { storedFilesRoute } from './stored-files.ts'

const JOB = '0190a8b5-6a00-7c3e-9d21-4f0b5c7e8a11'

let server: Server
let url: string
beforeAll(async () => {
  const store = createMemoryStore()
  await createDayFile(store, { day: '2026-07-12', entries: [] })
  const image = { run: 'sketch-poster', width: 1024, height: 1024 }
  await publishSharePage(store, { jobId: JOB, prompt: 'a red fox', label: 'Poster', image, publicUrl: undefined })
  const door = new Hono().get('*', storedFilesRoute(store))
  server = createServer(getRequestListener(door.fetch))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('files of the store at their addresses', () => {
  it('are day files, packed, for good', async () => {
    const response = await fetch(`${url}/index/2026-07-12.json`)
    expect(response.headers.get('Content-Encoding')).toBe('gzip')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(await response.json()).toEqual({ day: '2026-07-12', entries: [] })
  })

  it('are share pages', async () => {
    const response = await fetch(`${url}/share/${JOB}.html`)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toContain('<title>a red fox</title>')
    const etag = response.headers.get('ETag') ?? ''
    expect((await fetch(`${url}/share/${JOB}.html`, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it.each([
    '/index/2026-07-13.json',
    '/index/deleted/8204329431868-0190a8b5-6a00-7c3e-9d21-4f0b5c7e8a11',
    '/index/..%2fjobs%2fx.json',
    '/index/2026-7-12.json',
    '/share/0190a8b5-6a00-7c3e-9d21-000000000000.html',
    '/share/x.html',
    '/jobs/health-probe',
  ])('%s is none', async (path) => {
    const response = await fetch(`${url}${path}`)
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([404, 'no-store'])
  })
})
