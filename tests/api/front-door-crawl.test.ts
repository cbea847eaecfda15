import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayFilePath } from '#contract/gallery-index.ts'
import { mintJobId } from '#contract/ids.ts'
import { pathOfJob, ROUTES } from '#contract/routes.ts'
import { type Stack, startStack } from '../../infra/local/stack.ts'
import { SECURITY_HEADERS } from '../../infra/security-headers.ts'
import { encodeCursor } from '../../lambda/src/http/gallery-cursor.ts'
import { createFileStore } from '../../lambda/src/store/file-store.ts'
import { galleryPosition } from '../../lambda/src/store/keys.ts'
import { removeFolder } from '../support/remove-folder.ts'
import { sendPrompt, waitForJob } from '../support/send-prompt.ts'

const FOR_GOOD = 'public, max-age=31536000, immutable'
const PAGE = 'text/html,application/xhtml+xml,*/*;q=0.8'
const DAY = dayFilePath('2026-11-25')
const newId = () => mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))

let folder: string
let stack: Stack
const jobs = [newId(), newId()] as const
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-crawl-'))
  const siteFolder = join(folder, 'site')
  await mkdir(join(siteFolder, 'assets'), { recursive: true })
  await mkdir(join(siteFolder, 'icons'))
  const files = ['index.html', 'sw.js', 'manifest.webmanifest', 'robots.txt', 'favicon.svg', 'icons/icon-192.png']
  for (const file of [...files, 'assets/first-1234.js']) await writeFile(join(siteFolder, file), `the file ${file}`)
  const dataFolder = join(folder, 'data')
  const environment = { DATA_DIR: dataFolder, PORT: '0', LOG_LEVEL: 'SILENT', LIMIT_LOG_PER_HOUR: '3' }
  stack = await startStack({ environment, root: folder, siteFolder })
  for (const jobId of jobs) {
    await sendPrompt({ url: stack.url, jobId, body: { prompt: 'a lake', models: ['sketch:poster'], publish: true } })
    await waitForJob(stack.url, jobId)
  }
  // As the worker writes it, long after this test.
  const store = createFileStore({ folder: join(dataFolder, 'objects') })
  const put = (key: string, contentType: string, cacheControl: string) =>
    store.put(key, new TextEncoder().encode(`the object ${key}`), { contentType, cacheControl })
  await put(DAY.slice(1), 'application/json', FOR_GOOD)
}, 60_000)
afterAll(async () => {
  await stack.stop()
  await removeFolder(folder)
})

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** Sends a request as it is written: clients would repair the addresses that this is about. */
async function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port, host } = new URL(stack.url)
  const socket = connect({ host: hostname, port: Number(port) })
  const lines = Object.entries({ Host: host, Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  socket.write(`${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`, 'latin1')
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk
  })
  await once(socket, 'close')
  const [head = '', ...body] = text.split('\r\n\r\n')
  const [first = '', ...received] = head.split('\r\n')
  const pairs = received.map((line): [string, string] => [
    line.slice(0, line.indexOf(':')),
    line.slice(line.indexOf(':') + 1),
  ])
  return { status: Number(first.split(' ')[1]), headers: new Headers(pairs), body: body.join('\r\n\r\n') }
}

const fill = (path: string) => path.replaceAll('{job}', jobs[0]).replaceAll('{other}', newId())

function expectSafe({ headers }: Answer): void {
  expect(Object.fromEntries(headers)).toMatchObject(SECURITY_HEADERS)
}

type Row = [path: string, status: number, type: string | null, cacheControl: string, accept?: string]

/** What stands at each kind of address. */
const ROWS: Row[] = [
  ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/gallery', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/outbox', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/settings', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/j/{job}', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/g/{job}', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/gallery?utm_source=mail', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/gallery/', 308, null, 'public, max-age=3600'],
  ['/nowhere', 404, 'text/html; charset=utf-8', 'no-store', PAGE],
  ['/nowhere', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/index.html?__WB_REVISION__=1', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/sw.js', 200, 'text/javascript; charset=utf-8', 'no-cache'],
  ['/manifest.webmanifest', 200, 'application/manifest+json', 'no-cache'],
  ['/robots.txt', 200, 'text/plain; charset=utf-8', 'no-cache'],
  ['/favicon.svg', 200, 'image/svg+xml', 'no-cache'],
  ['/icons/icon-192.png', 200, 'image/png', 'no-cache'],
  ['/assets/first-1234.js', 200, 'text/javascript; charset=utf-8', FOR_GOOD],
  ['/assets/first-1234.js?v=2', 200, 'text/javascript; charset=utf-8', FOR_GOOD],
  ['/assets/gone-1234.js', 404, null, 'no-store'],
  ['/share/{job}.html', 200, 'text/html; charset=utf-8', 'public, max-age=300'],
  ['/share/{other}.html', 404, null, 'no-store'],
  [DAY, 200, 'application/json', FOR_GOOD],
  [`${DAY}?v=2`, 200, 'application/json', FOR_GOOD],
  ['/index/2026-11-24.json', 404, null, 'no-store'],
  ['/index/2026-99-99.json', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/images/{job}/sketch-poster/500', 200, 'image/webp', FOR_GOOD, 'image/webp'],
  ['/images/{job}/sketch-poster/500?v=2', 200, 'image/jpeg', FOR_GOOD],
  ['/images/{job}/sketch-poster/1024.webp', 200, 'image/webp', FOR_GOOD],
  ['/images/{job}/sketch-poster/original', 200, 'image/png', FOR_GOOD],
  ['/images/{job}/other/640', 404, null, 'no-store'],
  ['/images/{other}/sketch-poster/original', 404, null, 'no-store'],
  ['/images/{job}/sketch-poster/640.gif', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/api/models', 200, 'application/json', 'no-store'],
  ['/api/health', 200, 'application/json', 'no-store'],
  ['/api/status/{job}', 200, 'application/json', 'no-store'],
  ['/api/gallery/{job}', 200, 'application/json', 'no-store'],
  ['/api/gallery/{other}', 404, 'application/json', 'no-store'],
  ['/api/gallery/list', 200, 'application/json', 'public, max-age=5, stale-while-revalidate=60, stale-if-error=600'],
  ['/api/gallery/list?limit=0', 400, 'application/json', 'no-store'],
  ['/api/gallery/list?cursor=x', 400, 'application/json', 'no-store'],
  ['/api/nowhere', 404, 'application/json', 'no-store'],
  ['/api', 404, 'text/plain; charset=utf-8', 'no-store'],
]

describe('every address', () => {
  it.each(ROWS)('%s is %i, %s, and kept as %j', async (path, status, type, cacheControl, accept) => {
    const answer = await ask(fill(path), accept === undefined ? {} : { Accept: accept })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Content-Type')).toBe(type)
    expect(answer.headers.get('Cache-Control')).toBe(cacheControl)
    expectSafe(answer)
  })

  it('asked for by its headers only has the same ones and no body', async () => {
    for (const path of ['/', '/nowhere', '/assets/first-1234.js', DAY, '/api/models']) {
      const [whole, head] = [await ask(path), await ask(path, {}, 'HEAD')]
      expect([path, head.status, head.body]).toEqual([path, whole.status, ''])
      expect(head.headers.get('Cache-Control')).toBe(whole.headers.get('Cache-Control'))
      expectSafe(head)
    }
  })

  it('of a page behind a cursor is kept for an hour once all its prompts have ended', async () => {
    const first: { nextCursor?: string } = await (await fetch(`${stack.url}/api/gallery/list?limit=1`)).json()
    const old = encodeCursor(galleryPosition(Date.parse('2026-01-01'), randomUUID()))
    const kept = []
    for (const cursor of [first.nextCursor, old]) {
      const { status, headers } = await ask(`/api/gallery/list?limit=1&cursor=${cursor}`)
      kept.push([status, headers.get('Cache-Control')])
    }
    expect(kept).toEqual([
      [200, 'public, max-age=5, stale-while-revalidate=60, stale-if-error=600'],
      [200, 'public, max-age=3600'],
    ])
  })

  it.each(Object.entries(ROUTES))('of the API is never kept without being meant to: %s', async (name, route) => {
    const path = pathOfJob(route, newId())
    const { status, headers } = await ask(path, { 'Content-Type': 'application/json' }, route.method)
    expect(status).toBeLessThan(500)
    expect(headers.get('Content-Type')).toBe('application/json')
    const isList = name === 'galleryList'
    expect(headers.get('Cache-Control')).toMatch(isList ? /^public, max-age=5, / : /^no-store$/)
    expect(Object.fromEntries(headers)).toMatchObject(SECURITY_HEADERS)
  })

  it('that was sent to people is a page of its own for programs that draw previews', async () => {
    const bot = await ask(fill('/g/{job}'), { 'User-Agent': 'Slackbot-LinkExpanding 1.0' })
    expect(bot.body).toContain(fill('/images/{job}/sketch-poster/'))
    expect([bot.headers.get('Cache-Control'), bot.body.includes('og:image')]).toEqual(['public, max-age=300', true])
    expectSafe(bot)
    const person = await ask(fill('/g/{job}'), { 'User-Agent': 'Mozilla/5.0 Chrome/131.0.0.0' })
    expect(person.body).toContain('the file index.html')
  })
})

describe('a hostile address', () => {
  it.each([
    ['//evil.com/', 404],
    ['///evil.com//', 404],
    ['/\\evil.com/', 404],
    ['/%5cevil.com/', 404],
    ['//evil.com/gallery/', 404],
    ['/gallery/?next=//evil.com', 308],
    ['http://evil.com/gallery/', 400],
    ['/images/../../etc/passwd', 404],
    ['/images/%2e%2e/%2e%2e/etc/passwd', 404],
    ['/assets/..%2f..%2fdata/client-key-salt', 404],
    ['/assets/../index.html', 404],
    ['/images/{job}/sketch-poster/../../../jobs/{job}/request.json', 404],
    ['/images/../jobs/{job}/request.json', 404],
    ['/share/../../jobs/{job}/request.json', 404],
    ['/api/../images/{job}/sketch-poster/original', 404],
    ['/gallery%00', 404],
    ['/gallery\0', 400],
    ['/gallery\u00e4', 400],
    ['/.env', 404],
    ['/client-key-salt', 404],
    ['/jobs/{job}/request.json', 404],
    ['/j/1', 404],
    ['/g/not-an-id', 404],
    ['/__proto__', 404],
    [`/${'a'.repeat(1023)}`, 404],
    [`/${'a'.repeat(1024)}`, 414],
    [`/gallery?${'a'.repeat(8000)}`, 200],
    [`/gallery?${'a'.repeat(8192)}`, 414],
    [`/api/models?${'a'.repeat(8192)}`, 414],
    ['/api/models?__proto__=1&constructor=2', 200],
    ['*', 400],
  ])('%s is %i and leads nowhere else', async (path, status) => {
    const answer = await ask(fill(path), { Accept: PAGE })
    expect(answer.status).toBe(status)
    // What is no HTTP at all is answered by the parser.
    if (status !== 400) expectSafe(answer)
    expect(answer.headers.get('Location')).toBe(status === 308 ? '/gallery' : null)
    expect(answer.body).not.toContain('evil.com')
    expect(answer.body).not.toContain('a lake')
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('takes no %s outside of the API', async (method) => {
    for (const path of ['/', '/share', fill('/images/{job}/sketch-poster/original'), DAY]) {
      const answer = await ask(path, {}, method)
      expect([path, answer.status, answer.headers.get('Allow')]).toEqual([path, 405, 'GET, HEAD'])
      expectSafe(answer)
    }
  })
})

describe('the address of a caller', () => {
  it('is the one the edge saw, whatever the caller writes', async () => {
    const log = async (header: string, value: string) => {
      const body = { level: 'ERROR', message: 'a message', correlationId: 'a', metadata: {} }
      const headers = { 'Content-Type': 'application/json', [header]: value }
      return (await fetch(`${stack.url}/api/log`, { method: 'POST', headers, body: JSON.stringify(body) })).status
    }
    const statuses: number[] = []
    for (const value of ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4']) {
      statuses.push(await log('X-Viewer-Address', value))
    }
    statuses.push(await log('X-Forwarded-For', '203.0.113.5'))
    expect(statuses).toEqual([200, 200, 200, 429, 429])
  })
})
