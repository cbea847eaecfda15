import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stack, startStack } from '../../infra/local/stack.ts'
import { removeFolder } from '../support/remove-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SITE = {
  'index.html': '<!doctype html><script src="/assets/app-1234.js"></script>',
  'sw.js': 'self.skipWaiting()',
  'manifest.webmanifest': '{}',
  'assets/app-1234.js': 'console.log("x")'.repeat(50),
}

let folder: string
let stack: Stack
/** In front of the stack, and worse than it: no policy of content, scripts that are kept for a day, a page for what is not there. */
let worse: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-deployed-'))
  const siteFolder = join(folder, 'site')
  await mkdir(join(siteFolder, 'assets'), { recursive: true })
  for (const [name, text] of Object.entries(SITE)) await writeFile(join(siteFolder, name), text)
  const environment = { DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'SILENT' }
  stack = await startStack({ environment, root: folder, siteFolder })
  worse = createServer(async (request, response) => {
    const answer = await fetch(`${stack.url}${request.url}`, { redirect: 'manual' })
    const headers = Object.fromEntries(answer.headers)
    for (const name of ['content-security-policy', 'content-encoding', 'content-length', 'transfer-encoding']) {
      delete headers[name]
    }
    if (request.url === '/sw.js') headers['cache-control'] = 'max-age=86400'
    const status = request.url === '/no-such-page' || answer.status === 404 ? 200 : answer.status
    response.writeHead(status, headers).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((ready) => worse.listen(0, '127.0.0.1', ready))
}, 30_000)

afterAll(async () => {
  worse.closeAllConnections()
  worse.close()
  await stack.stop()
  await removeFolder(folder)
})

const run = (script: string, target: string) => {
  return promisify(execFile)(process.execPath, [join(ROOT, script), '--target', target]).then(
    ({ stdout }) => ({ passed: true, text: stdout }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ passed: false, text: stdout + stderr }),
  )
}

describe('npm run verify:deployed', () => {
  it('finds everything that HTTP tells as it should be', async () => {
    const { passed, text } = await run('infra/verify/main.ts', stack.url)
    expect(text).toMatch(/\b[89]\d as expected, 0 not/)
    expect(passed).toBe(true)
  })

  it('names each thing that is not as it should be', async () => {
    const { port } = worse.address() as AddressInfo // a TCP server's
    const { passed, text } = await run('infra/verify/main.ts', `http://127.0.0.1:${port}`)
    expect(passed).toBe(false)
    for (const question of [
      'the app has every security header',
      'the service worker is asked for again',
      'code is packed',
    ]) {
      expect(text).toMatch(new RegExp(`^NO +${question}`, 'm'))
    }
    expect(text).toMatch(/status 200, not 404/)
  })
})

describe('npm run smoke', () => {
  it('sends ten prompts, sees their pictures and the gallery, and leaves nothing behind', async () => {
    const { passed, text } = await run('infra/smoke-test.ts', stack.url)
    expect(text).toContain('80 pictures loaded and decoded')
    expect(text).toContain('The smoke test passed.')
    expect(passed).toBe(true)
    const list = await fetch(`${stack.url}/api/gallery/list`)
    expect(await list.json()).toMatchObject({ galleries: [] })
  }, 180_000)

  it('fails on what is not the API, in a sentence', async () => {
    const { passed, text } = await run('infra/smoke-test.ts', `${stack.url}/elsewhere`)
    expect(passed).toBe(false)
    expect(text).toMatch(/^The smoke test failed: .*answered 404/m)
  })
})
