/** 500 calls with 100 keys, each sent five times at once: exactly 100 jobs, every call answered 200 in the end. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mintJobId } from '#contract/ids.ts'
import { createFileStore } from '../../lambda/src/store/file-store.ts'
import { runServer } from '../support/run-server.ts'
import { sendPrompt } from '../support/send-prompt.ts'

const KEYS = 100
const TIMES = 5

const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-repeated-'))
const server = await runServer({ dataFolder, environment: { WORKER: 'off' } })
const jobIds = Array.from({ length: KEYS }, () => mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes)))
const calls = jobIds.flatMap((jobId, index) =>
  Array.from({ length: TIMES }, () => sendPrompt({ url: server.url, jobId, body: { prompt: `prompt ${index}` } })),
)
const startedAt = performance.now()
const answers = await Promise.all(calls)
const seconds = ((performance.now() - startedAt) / 1000).toFixed(2)
await server.kill('SIGTERM')

const store = createFileStore({ folder: join(dataFolder, 'objects') })
const { keys, more } = await store.list({ prefix: 'jobs/' })
const stored = new Set(keys.map((key) => key.split('/')[1]))
assert.equal(more, false)
assert.deepEqual(stored, new Set(jobIds))
assert.deepEqual(new Set(answers.map(({ answer }) => answer.jobId)), stored)
const waited = answers.filter(({ calls: each }) => each > 1).length
console.info(
  `${answers.length} calls with ${KEYS} keys: ${stored.size} jobs, every call 200 in ${seconds} s (${waited} after a 409)`,
)
await rm(dataFolder, { recursive: true, force: true })
