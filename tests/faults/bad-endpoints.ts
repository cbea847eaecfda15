/**
 * Hung, slow, failing, garbled and endless servers beside good models: the other cells finish, each bad one says why, and
 * the memory of the process stays bounded.
 */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mintJobId } from '#contract/ids.ts'
import { runServer } from '../support/run-server.ts'
import { startScriptedProvider } from '../support/scripted-provider.ts'
import { sendPrompt, waitForJob } from '../support/send-prompt.ts'

const MAX_MEMORY_MIB = 600
/** What each server does, and how its cell has to end. */
const SERVERS = {
  hang: 'timeout',
  'slow-3000': 'completed',
  fails: 'upstream',
  garbled: 'undecodable',
  endless: 'upstream',
} as const

const provider = await startScriptedProvider()
const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-endpoints-'))
const environment = Object.fromEntries(
  Object.keys(SERVERS).flatMap((mode, index) => {
    const prefix = index === 0 ? 'GENERIC' : `GENERIC_${index + 1}`
    return [
      [`${prefix}_BASE_URL`, provider.baseUrl],
      [`${prefix}_MODEL_ID`, mode],
      [`${prefix}_TIMEOUT_S`, '8'],
    ]
  }),
)
const server = await runServer({ dataFolder, environment: { ...environment, LOG_LEVEL: 'SILENT' } })

let peakMib = 0
const watch = setInterval(async () => {
  const status = await readFile(`/proc/${server.process.pid}/status`, 'utf8').catch(() => '')
  peakMib = Math.max(peakMib, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}, 100)

const models = [...Object.keys(SERVERS).map((mode) => `generic:${mode}`), 'sketch:poster', 'sketch:pixel']
const jobIds = Array.from({ length: 3 }, () => mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes)))
await Promise.all(jobIds.map((jobId) => sendPrompt({ url: server.url, jobId, body: { prompt: 'a lake', models } })))
const jobs = await Promise.all(jobIds.map((jobId) => waitForJob(server.url, jobId, 60_000)))
clearInterval(watch)

for (const job of jobs) {
  assert.equal(job.status, 'partial')
  for (const result of job.results) {
    const mode = result.model.replace('generic:', '')
    const expected = mode in SERVERS ? SERVERS[mode as keyof typeof SERVERS] : 'completed' // checked in the same line
    const ended = 'failure' in result ? result.failure.kind : result.status
    assert.equal(ended, expected, `${result.model} ended as ${ended}`)
  }
}
for (const { model, status, ...result } of jobs[0]?.results ?? []) {
  const why = 'failure' in result ? `${result.failure.kind}: ${result.failure.message}` : ''
  console.info(
    `${model.padEnd(20)} ${status.padEnd(10)} ${'durationMs' in result ? result.durationMs : '-'} ms  ${why}`,
  )
}
console.info(`peak memory ${peakMib.toFixed(0)} MiB of ${MAX_MEMORY_MIB} (${jobs.length} jobs at once)`)
assert.ok(peakMib > 0 && peakMib < MAX_MEMORY_MIB, `memory reached ${peakMib} MiB`)
await server.kill('SIGTERM')
await provider.close()
await rm(dataFolder, { recursive: true, force: true })
