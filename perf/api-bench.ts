/**
 * Latency of the API at a steady rate, beside GET /api/health as the floor: worker loop off, one model per job.
 * `node perf/api-bench.ts [requests per second] [seconds]`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mintJobId } from '#contract/ids.ts'
import { runServer } from '../tests/support/run-server.ts'
import { describeMachine, percentile } from './machine.ts'

const rate = Number(process.argv[2] ?? 50)
const seconds = Number(process.argv[3] ?? 20)

const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-bench-'))
const server = await runServer({ dataFolder, environment: { WORKER: 'off' } })
const newId = () => mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))
const generate = (index: number) =>
  fetch(`${server.url}/api/generate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newId() },
    body: JSON.stringify({ prompt: `prompt ${index}`, models: ['sketch:pixel'] }),
  })
const known = newId()
await fetch(`${server.url}/api/generate`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': known },
  body: JSON.stringify({ prompt: 'known', models: ['sketch:pixel'] }),
})

/** Calls at even distances, whether earlier ones have answered or not; the time of each, sorted. */
async function measure(call: (index: number) => Promise<Response>): Promise<number[]> {
  const startedAt = performance.now()
  const calls: Promise<number>[] = []
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = startedAt + (index * 1000) / rate
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    calls.push(timed(() => call(index)))
  }
  return (await Promise.all(calls)).sort((one, other) => one - other)
}

async function timed(call: () => Promise<Response>): Promise<number> {
  const startedAt = performance.now()
  const response = await call()
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`answered ${response.status}`)
  return performance.now() - startedAt
}

const health = () => fetch(`${server.url}/api/health`)
const status = () => fetch(`${server.url}/api/status/${known}`)
for (let warmUp = 0; warmUp < 100; warmUp += 1) await timed(health)
console.info(`${describeMachine()}; ${rate} requests/s for ${seconds} s each`)
const floor = await measure(health)
for (const [name, times] of [
  ['GET /api/health (floor)', floor],
  ['GET /api/status', await measure(status)],
  ['POST /api/generate', await measure(generate)],
] as const) {
  const [p50, p99] = [percentile(times, 50), percentile(times, 99)]
  const ratio = (p50 / percentile(floor, 50)).toFixed(1)
  console.info(`${name.padEnd(26)} p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   p50 is ${ratio} x the floor`)
}
await server.kill('SIGTERM')
await rm(dataFolder, { recursive: true, force: true })
