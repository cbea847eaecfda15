import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer, type ViteDevServer } from 'vite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import { type Stack, startStack } from '../../infra/local/stack.ts'
import { readDeployedBackend } from '../../pwa/deployed-backend.ts'
import { removeFolder } from '../support/remove-folder.ts'
import { sendPrompt, waitForJob } from '../support/send-prompt.ts'

const CONFIG = fileURLToPath(new URL('../../pwa/vite.config.ts', import.meta.url))

describe('the sources of the app over the backend of a deployment', () => {
  let folder: string
  let deployment: Stack
  let development: ViteDevServer
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-deployed-'))
    deployment = await startStack({ environment: { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'ERROR' }, root: folder })
    vi.stubEnv('VITE_API_ENDPOINT', deployment.url)
    development = await createServer({ configFile: CONFIG, mode: 'deployed', server: { port: 0, strictPort: false } })
    await development.listen()
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await development.close()
    await deployment.stop()
    await removeFolder(folder)
  })

  it('sends prompts to it, shows its pictures, and serves pages from the sources', async () => {
    const url = development.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
    const jobId = mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))
    await sendPrompt({ url, jobId, body: { prompt: 'a lake', models: ['sketch:poster'] } })
    const { results } = await waitForJob(url, jobId)
    const [result] = results
    if (result?.status !== 'completed') throw new Error(`the run is ${result?.status}`)
    const picture = await fetch(url + result.image.url, { headers: { Accept: 'image/webp' } })
    expect(picture.headers.get('content-type')).toBe('image/webp')
    expect((await waitForJob(deployment.url, jobId)).prompt).toBe('a lake')
    const page = await fetch(`${url}/gallery`, { headers: { Accept: 'text/html' } })
    expect(await page.text()).toContain('/src/main.tsx')
  })
})

describe('pwa/.env', () => {
  it.each([
    ['nothing', {}, 'VITE_API_ENDPOINT is not set. pwa/.env names the deployment'],
    ['no address', { VITE_API_ENDPOINT: 'my-site' }, 'VITE_API_ENDPOINT: Invalid URL'],
    ['an address with a path', { VITE_API_ENDPOINT: 'https://site.example/api' }, 'VITE_API_ENDPOINT: It has no path.'],
  ])('with %s says what belongs there', (_what, environment, message) => {
    expect(() => readDeployedBackend(environment)).toThrow(message)
  })
})
