import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseJobs, letDie, makePrompts, runJobs } from './wire-cases.ts'
import { readGallery } from './wire-client.ts'
import { countObjects } from './wire-objects.ts'
import { startWireStack, type WireStack } from './wire-stack.ts'

/** Small: `npm run test:aws` does the same with many more, against a real S3-compatible server. */
const JOBS = 10
const MODELS = ['sketch:pixel', 'sketch:poster', 'sketch:linework', 'sketch:watercolour']
const LIMIT_MS = 180_000
const HOUR_MS = 3_600_000
const NONE = { seed: 1, rate: 0 }

describe('the built functions over S3 and SQS, with 5 % faults', () => {
  let stack: WireStack
  beforeAll(async () => {
    // A prompt whose messages may not have been sent is taken up again after 30 s, which only the large run waits for.
    const faults = { seed: 7, rate: 0.05, spared: ['SendMessageBatch'] }
    const processes = { api: 2, worker: 2 }
    stack = await startWireStack({ s3: 'double', faults, visibilitySeconds: 6, processes, doubleEvery: 3 })
  }, LIMIT_MS)
  afterAll(() => stack?.stop())

  it(
    'end every job, lose none and store none twice',
    async () => {
      const prompts = makePrompts(JOBS, (at) => MODELS.slice(at % 4, (at % 4) + 1), 7)
      const dying = stack.openSource('unreadable', 1).then((source) => letDie(source, 'not a message', LIMIT_MS))
      const { ended } = await runJobs(stack, prompts, LIMIT_MS)
      expect(ended.map(({ status }) => status)).toEqual(prompts.map(() => 'completed'))
      const counts = {
        results: JOBS,
        originals: JOBS,
        variants: JOBS * 9,
        galleryKeys: JOBS,
        turns: JOBS,
        problems: [],
      }
      expect(await countObjects(stack.store, ended)).toMatchObject(counts)
      expect(await stack.jobs.readDeadLetters()).toEqual([])
      expect(stack.source.doubled()).toBeGreaterThan(0)
      expect([...stack.network.s3.faults.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThan(5)

      const { deliveries, dead, maxReceives } = await dying
      expect(dead).toEqual(['not a message'])
      expect(new Set(deliveries.map(({ receiveCount }) => receiveCount)).size).toBe(maxReceives)
    },
    LIMIT_MS,
  )

  it(
    'list every job once, and erase what is deleted to the last object',
    async () => {
      const endsAt = performance.now() + LIMIT_MS
      const before = await readGallery(stack.call, endsAt)
      expect(new Set(before.map(({ id }) => id)).size).toBe(JOBS)
      expect(before).toHaveLength(JOBS)
      const gone = before.slice(0, 2).map(({ id }) => id)
      expect(await eraseJobs(stack, gone, LIMIT_MS)).toEqual([])
      expect(await readGallery(stack.call, endsAt)).toHaveLength(JOBS - 2)
    },
    LIMIT_MS,
  )
})

describe('the built functions whose clock is an hour behind', () => {
  let stack: WireStack
  beforeAll(async () => {
    const processes = { api: 1, worker: 1 }
    stack = await startWireStack({ s3: 'double', faults: NONE, aheadMs: HOUR_MS, visibilitySeconds: 30, processes })
  }, LIMIT_MS)
  afterAll(() => stack?.stop())

  it(
    'ask once more by the time of the server, and lose nothing by it',
    async () => {
      const { ended, repeats } = await runJobs(
        stack,
        makePrompts(1, () => ['sketch:pixel'], 3),
        LIMIT_MS,
      )
      expect(ended.map(({ status }) => status)).toEqual(['completed'])
      expect(repeats).toBe(0)
      expect(stack.network.sqs.skewed()).toBeGreaterThan(0)
      // Each process learns the time by its first calls and signs all others by it.
      expect(stack.network.s3.skewed()).toBeGreaterThan(0)
      expect(stack.network.s3.skewed()).toBeLessThan(12)
      expect(stack.functions.worker.logged.get('store-retry')).toBeUndefined()
    },
    LIMIT_MS,
  )
})
