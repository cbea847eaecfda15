import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolder } from '../support/remove-folder.ts'
import { type RunningServer, runServer } from '../support/run-server.ts'
import { type ScriptedMode, type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider.ts'
import { waitForJob } from '../support/send-prompt.ts'

/** Looks like nothing else, so that it is found wherever it should not be. */
const planted = (name: string) => `Planted${name.replaceAll('_', '')}x7Q2wE9rT4y`

const SECRETS = [
  'OPENAI_API_KEY',
  'GEMINI_API_KEY',
  'STABILITY_API_KEY',
  'BFL_API_KEY',
  'RECRAFT_API_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'GENERIC_API_KEY',
  'PROMPT_API_KEY',
  'ADMIN_TOKEN',
  'CLIENT_KEY_SALT',
]
const OWNER_KEY = planted('OWNER_KEY')
const MODELS = [
  'openai:gpt-image-2.6-flare',
  'gemini:gemini-nano-banana-2.1',
  'bedrock:stability.sd3-5-large-v1:0',
  'stability:core',
  'bfl:flux-2-pro',
  'recraft:recraftv4_1',
  'generic:echo',
]

let provider: ScriptedProvider
let folder: string
let server: RunningServer
const answers: string[] = []

async function ask(path: string, init?: RequestInit): Promise<void> {
  answers.push(await (await fetch(`${server.url}${path}`, init)).text())
}

beforeAll(async () => {
  // The worst of vendors: it answers every request with an error that repeats all that it was sent.
  const echo: ScriptedMode = ({ request, response, recorded }) => {
    const text = `${request.url} ${JSON.stringify(request.headers)} ${recorded.body.toString()}`
    response.writeHead(400, {
      'content-type': 'application/json',
      'x-amzn-errortype': request.headers.authorization ?? '',
    })
    response.end(JSON.stringify({ error: { message: text, code: text }, message: text, name: text, detail: text }))
  }
  provider = await startScriptedProvider({ modes: { echo } })
  const base = provider.baseUrlOf('echo')
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-secrets-'))
  server = await runServer({
    dataFolder: folder,
    environment: {
      ...Object.fromEntries(SECRETS.map((name) => [name, planted(name)])),
      ...{ OPENAI_BASE_URL: base, GEMINI_BASE_URL: base, STABILITY_BASE_URL: base, BFL_BASE_URL: base },
      ...{ RECRAFT_BASE_URL: base, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: base, GENERIC_BASE_URL: base },
      ...{ GENERIC_MODEL_ID: 'echo', PROMPT_BASE_URL: base, PROMPT_MODEL_ID: 'echo', LOG_LEVEL: 'DEBUG' },
    },
  })
  const jobId = '0190a8b5-0000-7000-8000-00000000aaaa'
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${OWNER_KEY}`, 'Idempotency-Key': jobId }
  await ask('/api/generate', { method: 'POST', headers, body: JSON.stringify({ prompt: 'a fox', models: MODELS }) })
  await waitForJob(server.url, jobId)
  await ask('/api/enhance', { method: 'POST', headers, body: JSON.stringify({ prompt: 'a fox' }) })
  await ask('/api/log', { method: 'POST', headers, body: JSON.stringify({ level: 'ERROR', message: 'broken' }) })
  for (const path of ['/api/models', '/api/health', `/api/status/${jobId}`, '/api/gallery/list', '/']) await ask(path)
  await ask(`/api/jobs/${jobId}/cancel`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${planted('ADMIN_TOKEN')}` },
  })
  // Files of a server at work come and go while they are read.
  await server.kill('SIGTERM')
})
afterAll(async () => {
  await server.kill('SIGKILL') // where the set-up failed
  await Promise.all([provider.close(), removeFolder(folder)])
})

describe('no secret is ever repeated', () => {
  it('though every vendor was sent its own, and repeated it', () => {
    const sent = provider.requests.map(({ headers }) => JSON.stringify(headers)).join()
    const seen = SECRETS.filter((name) => sent.includes(planted(name)))
    expect(seen).toEqual(
      expect.arrayContaining(['OPENAI_API_KEY', 'GEMINI_API_KEY', 'STABILITY_API_KEY', 'BFL_API_KEY']),
    )
    expect(seen).toEqual(
      expect.arrayContaining(['RECRAFT_API_KEY', 'GENERIC_API_KEY', 'PROMPT_API_KEY', 'AWS_SESSION_TOKEN']),
    )
    expect(provider.requests.length).toBeGreaterThanOrEqual(MODELS.length + 1)
  })

  it.each([...SECRETS, 'OWNER_KEY'])('%s is in no line of the log and in no answer', (name) => {
    expect(server.output()).toContain('model-failed')
    expect(server.output()).not.toContain(planted(name))
    expect(answers.join('\n')).not.toContain(planted(name))
  })

  it.each([...SECRETS, 'OWNER_KEY'].filter((name) => name !== 'CLIENT_KEY_SALT'))('%s is in no file', async (name) => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) {
      const bytes = await readFile(join(file.parentPath, file.name))
      expect(bytes.includes(planted(name)), file.name).toBe(false)
      expect(file.name).not.toContain(planted(name))
    }
  })
})
