/**
 * kill -9 of the server at random moments while jobs run: every job ends, each run has exactly one stored result and
 * nothing is stuck. `npm run test:faults`, seeded by SEED.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mintJobId } from '#contract/ids.ts'
import { createFileStore } from '../../lambda/src/store/file-store.ts'
import { type RunningServer, runServer } from '../support/run-server.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { sendPrompt, waitForJob } from '../support/send-prompt.ts'

const JOBS = 50
const KILLS = 20
const PORT = 18_081

const seed = Number(process.env.SEED ?? 1)
const random = seededRandom(seed)
const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-killed-'))
const start = () => runServer({ dataFolder, port: PORT, environment: { LOG_LEVEL: 'ERROR' } })
let server: RunningServer = await start()
const { url } = server
const startedAt = Date.now()

const jobIds = Array.from({ length: JOBS }, () => mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes)))
const sent = Promise.all(
  jobIds.map(async (jobId, index) => {
    await sleep(index * 150)
    return sendPrompt({ url, jobId, body: { prompt: `prompt ${index}: boats on a lake`, seed: index } })
  }),
)

for (let kill = 0; kill < KILLS; kill += 1) {
  await sleep(50 + random() * 1500)
  await server.kill('SIGKILL')
  server = await start()
}

const accepted = await sent
const jobs = await Promise.all(jobIds.map((jobId) => waitForJob(url, jobId, 300_000)))
await server.kill('SIGTERM')

const store = createFileStore({ folder: join(dataFolder, 'objects') })
for (const job of jobs) {
  assert.equal(job.status, 'completed', `job ${job.jobId} is ${job.status}`)
  const { keys } = await store.list({ prefix: `jobs/${job.jobId}/results/` })
  assert.equal(keys.length, job.totalModels, `job ${job.jobId} has ${keys.length} results`)
}
const calls = accepted.reduce((sum, { calls: each }) => sum + each, 0)
const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
console.info(`seed ${seed}: ${KILLS} kills, ${JOBS} jobs accepted by ${calls} calls, all completed in ${seconds} s,`)
console.info(`${jobs.reduce((sum, job) => sum + job.totalModels, 0)} runs with exactly one result each`)
await rm(dataFolder, { recursive: true, force: true })
