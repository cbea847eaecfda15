import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import { FolderInUseError } from '../../infra/local/claim-folder.ts'
import { type Stack, startStack } from '../../infra/local/stack.ts'
import { ConfigError } from '../../lambda/src/config.ts'
import { removeFolder } from '../support/remove-folder.ts'
import { sendPrompt, waitForJob } from '../support/send-prompt.ts'

let folder: string
let stack: Stack
let completed: { jobId: string; url: string }

const environment = (name: string) => ({ DATA_DIR: join(folder, name), PORT: '0', LOG_LEVEL: 'SILENT' })
const newId = () => mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-stack-'))
  const siteFolder = join(folder, 'site')
  await mkdir(join(siteFolder, 'assets'), { recursive: true })
  await writeFile(join(siteFolder, 'index.html'), '<!doctype html><title>Pixel Prompt</title>')
  await writeFile(join(siteFolder, 'assets/app-1234.js'), 'console.log("x".repeat(5))'.repeat(50))
  await writeFile(join(siteFolder, 'assets/app-1234.js.map'), '{}')
  stack = await startStack({ environment: environment('data'), root: folder, siteFolder })

  const { answer } = await sendPrompt({
    url: stack.url,
    jobId: newId(),
    body: { prompt: 'a lake', models: ['sketch:poster'] },
  })
  const job = await waitForJob(stack.url, answer.jobId)
  const result = job.results[0]
  if (result?.status !== 'completed') throw new Error(`the run is ${result?.status}`)
  completed = { jobId: job.jobId, url: result.image.url }
}, 30_000)

afterAll(async () => {
  await stack.stop()
  await removeFolder(folder)
})

describe('pictures', () => {
  const at = (path: string, accept: string) => fetch(`${stack.url}${path}`, { headers: { Accept: accept } })

  it('are there under the address of the result, in the named format, for good', async () => {
    const response = await at(completed.url, '*/*')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('image/webp')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect((await sharp(await response.arrayBuffer()).metadata()).width).toBe(1024)
  })

  it.each([
    ['image/webp', 'image/webp', 640],
    ['*/*', 'image/jpeg', 640],
    ['image/avif;q=0,image/webp', 'image/webp', 640],
  ])('for Accept %s are %s', async (accept, type, width) => {
    const response = await at(`/images/${completed.jobId}/sketch-poster/500`, accept)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('Vary')).toBe('Accept')
    expect((await sharp(await response.arrayBuffer()).metadata()).width).toBe(width)
  })

  it('become AVIF once that stands, and until then are a format that does', async () => {
    const address = `/images/${completed.jobId}/sketch-poster/640`
    const early = await at(address, 'image/avif,image/webp')
    expect(early.status).toBe(200)
    expect(['image/avif', 'image/webp']).toContain(early.headers.get('Content-Type'))
    await expect
      .poll(async () => (await at(address, 'image/avif,image/webp')).headers.get('Content-Type'), { timeout: 20_000 })
      .toBe('image/avif')
  })

  it('are not sent again to who has them', async () => {
    const first = await at(completed.url, '*/*')
    const etag = first.headers.get('ETag') ?? ''
    const again = await fetch(`${stack.url}${completed.url}`, { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
  })

  it.each(['/images/x/y/640', '/images/0190a8b5-0000-7000-8000-000000000001/a/640', '/images/..%2f..%2fobjects/a/640'])(
    '%s is 404 and not kept',
    async (path) => {
      const response = await at(path, '*/*')
      expect(response.status).toBe(404)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
    },
  )
})

describe('the app', () => {
  it.each(['/', '/gallery', '/j/0190a8b5-0000-7000-8000-000000000001', '/g/0190a8b5-0000-7000-8000-000000000001'])(
    'answers %s with its shell, which is asked for again each time',
    async (path) => {
      const response = await fetch(`${stack.url}${path}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('Cache-Control')).toBe('no-cache')
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(await response.text()).toContain('Pixel Prompt')
    },
  )

  it('answers an unknown address with a page that leads home, and status 404', async () => {
    const response = await fetch(`${stack.url}/nowhere`, { headers: { Accept: 'text/html' } })
    expect(response.status).toBe(404)
    const page = await response.text()
    expect(page).toContain('Page not found')
    expect(page).toContain('<a href="/">')
  })

  it('sends hashed files compressed and for good, and no source maps', async () => {
    const response = await fetch(`${stack.url}/assets/app-1234.js`, { headers: { 'Accept-Encoding': 'br' } })
    expect(response.headers.get('Content-Encoding')).toBe('br')
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    expect(await response.text()).toContain('console.log')
    expect((await fetch(`${stack.url}/assets/app-1234.js.map`)).status).toBe(404)
    expect((await fetch(`${stack.url}/assets/gone.js`)).status).toBe(404)
  })
})

describe('a name that is not this machine', () => {
  it('is not answered, so that no foreign page can reach the API by it', async () => {
    const { port } = new URL(stack.url)
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: '/api/models', headers: { Host: 'evil.example' } }
      get(options, (response) => resolve(response.resume().statusCode)).once('error', reject)
    })
    expect(status).toBe(421)
  })
})

describe('a start', () => {
  it('is refused on data that another one works on', async () => {
    const second = startStack({ environment: environment('data'), root: folder })
    await expect(second).rejects.toThrow(FolderInUseError)
  })

  it('is refused with a sentence for a port that is none', async () => {
    const start = startStack({ environment: { ...environment('other'), PORT: 'http' }, root: folder })
    await expect(start).rejects.toThrow(ConfigError)
  })

  it('resumes what was accepted before the last stop', async () => {
    const idle = await startStack({ environment: { ...environment('resumed'), WORKER: 'off' }, root: folder })
    const sent = { jobId: newId(), body: { prompt: 'a hill', models: ['sketch:pixel'] } }
    await sendPrompt({ url: idle.url, ...sent })
    await idle.stop()

    const next = await startStack({ environment: environment('resumed'), root: folder })
    expect((await waitForJob(next.url, sent.jobId)).status).toBe('completed')
    await next.stop()
  })
})
