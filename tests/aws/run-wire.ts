/**
 * The built functions over S3 and SQS by their wire protocols, with faults in between:
 * `npm run test:aws [-- --jobs 100 --faults 5 --seed 1 --s3 radosgw|double]`
 */
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { describeMachine } from '../../perf/machine.ts'
import { whyNoRadosgw } from '../support/radosgw.ts'
import { eraseJobs, letDie, makePrompts, runJobs } from './wire-cases.ts'
import { readGallery } from './wire-client.ts'
import { printFigures } from './wire-figures.ts'
import { countObjects } from './wire-objects.ts'
import type { S3Kind } from './wire-servers.ts'
import { startWireStack } from './wire-stack.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const MODELS = ['sketch:poster', 'sketch:watercolour', 'sketch:linework', 'sketch:pixel']
const PROCESSES = { api: 3, worker: 4 }
const DELETED_JOBS = 10
/** So much more a job may take on a machine with other work than alone, of which 2 s are the rule. */
const MS_PER_RUN = 10_000

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '100' },
    faults: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    s3: { type: 'string' },
  },
})
const [jobs, percent, seed] = [Number(values.jobs), Number(values.faults), Number(values.seed)]
assert(jobs >= 1 && percent >= 0 && percent < 50, '--jobs wants a number from 1 on, --faults one from 0 to below 50')
const s3 = chooseS3()
console.info(`${describeMachine()}; S3 is ${s3}, SQS is local-aws-sqs, both behind a proxy with ${percent} % faults`)
await runJobPath()
await runWithWrongClock()

/** Says so where the real server is not there: the double checks no signature, and knows only what our adapter asks. */
function chooseS3(): S3Kind {
  const absent = whyNoRadosgw()
  if (values.s3 !== 'double' && absent === undefined) return 'radosgw'
  assert(values.s3 !== 'radosgw', absent)
  if (absent !== undefined) console.info(`radosgw did not run, the double of the tests stands in for S3: ${absent}`)
  return 'double'
}

async function runJobPath(): Promise<void> {
  const limitMs = 5 * MINUTE_MS + jobs * MODELS.length * MS_PER_RUN
  const faults = { seed, rate: percent / 100 }
  const stack = await startWireStack({ s3, faults, visibilitySeconds: 40, processes: PROCESSES, doubleEvery: 20 })
  try {
    const dying = stack.openSource('unreadable', 2).then((source) => letDie(source, 'not a message', limitMs))
    const startedAt = performance.now()
    const report = await runJobs(
      stack,
      makePrompts(jobs, () => MODELS, seed),
      limitMs,
    )
    const seconds = (performance.now() - startedAt) / 1000
    const counts = await countObjects(stack.store, report.ended)
    const deadRuns = await stack.jobs.readDeadLetters()
    printFigures({ stack, report, counts, seconds })
    assert.deepEqual(counts.problems, [])
    const runs = jobs * MODELS.length
    assert.deepEqual(
      [counts.results, counts.galleryKeys, counts.turns, deadRuns.length],
      [runs, counts.originals, jobs, 0],
    )
    const { deliveries, dead, maxReceives } = await dying
    assert.equal(dead.length, 1)
    assert.equal(new Set(deliveries.map(({ receiveCount }) => receiveCount)).size, maxReceives)
    console.info(`an unreadable message: delivered ${maxReceives} times, then a dead letter; runs among the dead: 0`)

    const listed = await readGallery(stack.call, performance.now() + limitMs)
    assert.equal(listed.length, jobs)
    assert.equal(new Set(listed.map(({ id }) => id)).size, jobs)
    const gone = listed.slice(0, DELETED_JOBS).map(({ id }) => id)
    assert.deepEqual(await eraseJobs(stack, gone, limitMs), [])
    console.info(`gallery: ${jobs} entries, each once; ${gone.length} deleted, nothing of them left but their markers`)
  } finally {
    await stack.stop()
  }
}

/** With the double: a real server's clock cannot be set ahead. */
async function runWithWrongClock(): Promise<void> {
  const faults = { seed, rate: 0 }
  const options = { s3: 'double', faults, aheadMs: HOUR_MS, visibilitySeconds: 60, processes: PROCESSES } as const
  const stack = await startWireStack(options)
  try {
    const prompts = makePrompts(Math.min(jobs, 5), () => MODELS, seed)
    const { ended, repeats } = await runJobs(stack, prompts, 5 * MINUTE_MS)
    assert.deepEqual(
      ended.map(({ status }) => status),
      ended.map(() => 'completed'),
    )
    assert.equal(repeats, 0)
    const refused = stack.network.s3.skewed() + stack.network.sqs.skewed()
    assert(refused > 0)
    console.info(
      `clock an hour behind: ${ended.length} jobs completed, ${refused} calls refused for it and asked again`,
    )
  } finally {
    await stack.stop()
  }
}
