import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#contract/errors.ts'
import { createMemoryLog } from '../../../tests/support/memory-log.ts'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { createFileStore } from '../store/file-store.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { type LimitSettings, readLimitSettings } from './limit-settings.ts'
import { createLimiter, type Limiter } from './limiter.ts'
import type { PricedModel } from './plan-turns.ts'

const HOUR_MS = 3_600_000
/** UTC. */
const HALF_PAST_ONE = Date.UTC(2026, 10, 24, 13, 30)
const ADDRESS = '203.0.113.1'
const FREE: PricedModel = { id: 'sketch:pixel', microUsd: 0 }
const PAID: PricedModel = { id: 'openai:gpt-image-2', microUsd: 40_000 }

let folder: string
let nowMs: number
/** What the store was asked, in order. */
let calls: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-limiter-'))
  nowMs = HALF_PAST_ONE
  calls = []
})
afterEach(() => removeFolder(folder))

function settingsOf(environment: Record<string, string>, isDeployed = false): LimitSettings {
  return readLimitSettings(environment, { isDeployed, problems: [] })
}

/** A limiter as another process would have it: with its own memory and its own hands on the folder. */
function startLimiter(settings: LimitSettings, change: Partial<ObjectStore> = {}): Limiter {
  const files = createFileStore({ folder })
  const store: ObjectStore = {
    ...files,
    put: (...args) => counted('put', files.put(...args)),
    get: (...args) => counted('get', files.get(...args)),
    list: (...args) => counted('list', files.list(...args)),
    ...change,
  }
  return createLimiter({ store, now: () => nowMs, settings, salt: 'salt-of-the-tests', log: createMemoryLog().log })
}

function counted<Value>(name: string, answer: Promise<Value>): Promise<Value> {
  calls.push(name)
  return answer
}

async function slotsUnder(prefix: string): Promise<readonly string[]> {
  return (await createFileStore({ folder }).list({ prefix: `limits/${prefix}` })).keys
}

const generate = (limiter: Limiter, jobId: string, models: readonly PricedModel[] = [FREE], address = ADDRESS) => {
  return outcomeOf(limiter.generate({ address, jobId, models }))
}

/** `accepted`, or the refusal's code. */
async function outcomeOf(turn: Promise<void>): Promise<string> {
  return (await refusalOf(turn))?.code ?? 'accepted'
}

async function refusalOf(turn: Promise<void>): Promise<AppError | undefined> {
  try {
    await turn
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

describe('the limiter', () => {
  it('lets exactly as many through as there are turns, of 200 who come to two processes at once', async () => {
    const settings = settingsOf({ LIMIT_GENERATE_PER_DAY: '37' })
    const limiters = [startLimiter(settings), startLimiter(settings)]
    const jobs = Array.from({ length: 100 }, (_, index) => `job-${index}`)
    const answers = await Promise.all(
      limiters.flatMap((limiter, process) => jobs.map((job) => generate(limiter, `${job}-${process}`))),
    )
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(37)
    expect(await slotsUnder('generate/')).toHaveLength(37)
  })

  it('asks the store nothing for whoever is refused again, and lets a repeat through all the same', async () => {
    const limiter = startLimiter(settingsOf({ LIMIT_GENERATE_PER_HOUR: '3' }))
    for (const job of ['a', 'b', 'c']) await generate(limiter, job)
    expect(await generate(limiter, 'd')).toBe('RATE_LIMIT_EXCEEDED')
    calls = []
    for (const job of ['d', 'e', 'f']) expect(await generate(limiter, job)).toBe('RATE_LIMIT_EXCEEDED')
    for (const job of ['a', 'b', 'c']) expect(await generate(limiter, job)).toBe('accepted')
    expect(calls).toEqual([])
  })

  it('lets a repeat through that comes to another process, after that one has refused somebody', async () => {
    const settings = settingsOf({ LIMIT_GENERATE_PER_HOUR: '5' })
    const first = startLimiter(settings)
    const second = startLimiter(settings)
    for (const job of ['a', 'b', 'c', 'd', 'e']) await generate(first, job)
    expect(await generate(second, 'late')).toBe('RATE_LIMIT_EXCEEDED')
    for (const job of ['a', 'b', 'c', 'd', 'e']) expect(await generate(second, job)).toBe('accepted')
    expect(await slotsUnder('generate/')).toHaveLength(5)
  })

  it('begins anew with the next hour and the next day of UTC, and says when that is', async () => {
    const limiter = startLimiter(settingsOf({ LIMIT_GENERATE_PER_HOUR: '1', LIMIT_GENERATE_PER_DAY: '2' }))
    expect(await generate(limiter, 'a')).toBe('accepted')
    const inThisHour = await refusalOf(limiter.generate({ address: ADDRESS, jobId: 'b', models: [FREE] }))
    expect(inThisHour?.details).toEqual({ retryAfterSeconds: 1800, resetsAt: '2026-11-24T14:00:00.000Z' })
    nowMs = Date.UTC(2026, 10, 24, 14) - 1
    expect(await generate(limiter, 'b')).toBe('RATE_LIMIT_EXCEEDED')
    nowMs += 1
    expect(await generate(limiter, 'b')).toBe('accepted')
    nowMs += HOUR_MS
    const onThisDay = await refusalOf(limiter.generate({ address: ADDRESS, jobId: 'c', models: [FREE] }))
    expect(onThisDay?.details).toEqual({ retryAfterSeconds: 9 * 3600, resetsAt: '2026-11-25T00:00:00.000Z' })
    nowMs = Date.UTC(2026, 10, 25)
    expect(await generate(limiter, 'c')).toBe('accepted')
  })

  it('throws what the store throws, whichever call fails', async () => {
    const settings = settingsOf({ LIMIT_GENERATE_PER_HOUR: '1' })
    const away = () => Promise.reject(new Error('the store is away'))
    await expect(generate(startLimiter(settings, { put: away }), 'a')).rejects.toThrow('the store is away')
    expect(await generate(startLimiter(settings), 'a')).toBe('accepted')
    for (const change of [{ list: away }, { get: away }]) {
      await expect(generate(startLimiter(settings, change), 'b')).rejects.toThrow('the store is away')
    }
  })

  it('takes no turn of anybody where a later limit is known to be full', async () => {
    const settings = settingsOf({ LIMIT_GENERATE_PER_DAY: '5', LIMIT_DEPLOYMENT_PER_HOUR: '1' })
    const limiter = startLimiter(settings)
    await generate(limiter, 'a')
    expect(await generate(limiter, 'b', [FREE], '203.0.113.2')).toBe('RATE_LIMIT_EXCEEDED')
    const before = await slotsUnder('generate/')
    expect(await generate(limiter, 'c', [FREE], '203.0.113.3')).toBe('RATE_LIMIT_EXCEEDED')
    expect(await slotsUnder('generate/')).toEqual(before)
  })

  it('counts prompts, retries and improvements for all callers together, and reports for none', async () => {
    const limiter = startLimiter(settingsOf({ LIMIT_DEPLOYMENT_PER_HOUR: '3' }))
    await generate(limiter, 'a')
    await limiter.retry({ address: ADDRESS, jobId: 'a', run: 'sketch-pixel~2', model: FREE })
    await limiter.enhance({ address: ADDRESS, id: 'x' })
    expect(await generate(limiter, 'b', [FREE], '203.0.113.2')).toBe('RATE_LIMIT_EXCEEDED')
    expect(await outcomeOf(limiter.enhance({ address: ADDRESS, id: 'y' }))).toBe('RATE_LIMIT_EXCEEDED')
    expect(await outcomeOf(limiter.log({ address: ADDRESS, id: 'z' }))).toBe('accepted')
  })

  it('counts reports by address and hour', async () => {
    const limiter = startLimiter(settingsOf({ LIMIT_LOG_PER_HOUR: '2' }))
    const report = (id: string, address?: string) => outcomeOf(limiter.log({ address, id }))
    expect([await report('1'), await report('2'), await report('3')]).toEqual([
      'accepted',
      'accepted',
      'RATE_LIMIT_EXCEEDED',
    ])
    expect(await report('4', ADDRESS)).toBe('accepted')
    nowMs += HOUR_MS
    expect(await report('5')).toBe('accepted')
  })

  it('names every model that has had its runs, and counts each attempt as one', async () => {
    const limiter = startLimiter(settingsOf({ LIMIT_MODEL_PER_DAY: '2' }))
    await generate(limiter, 'a', [FREE, PAID])
    await limiter.retry({ address: ADDRESS, jobId: 'a', run: 'openai-gpt-image-2~2', model: PAID })
    await limiter.retry({ address: ADDRESS, jobId: 'a', run: 'openai-gpt-image-2~2', model: PAID })
    const refused = await refusalOf(limiter.generate({ address: ADDRESS, jobId: 'b', models: [FREE, PAID] }))
    expect(refused?.code).toBe('MODEL_LIMIT_REACHED')
    expect(refused?.details).toMatchObject({ models: [PAID.id], resetsAt: '2026-11-25T00:00:00.000Z' })
    expect(await generate(limiter, 'a', [FREE, PAID])).toBe('accepted')
  })
})

describe('the ceiling for money', () => {
  it('is used up to the last price that fits by jobs that come at once, and never overrun', async () => {
    const limiter = startLimiter(settingsOf({ SPEND_PER_DAY_USD: '0.50' }))
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => generate(limiter, `job-${index}`, [PAID])),
    )
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(12)
    expect(await slotsUnder('spend/')).toHaveLength(48)
    expect(await generate(limiter, 'one-more', [PAID])).toBe('SPENDING_LIMIT_REACHED')
    expect(await generate(limiter, 'for-nothing', [FREE])).toBe('accepted')
  })

  it('stops early and never late where processes race for the last of it', async () => {
    const settings = settingsOf({ SPEND_PER_DAY_USD: '0.50' })
    const limiters = [startLimiter(settings), startLimiter(settings), startLimiter(settings)]
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        generate(limiters[index % 3] ?? startLimiter(settings), `${index}`, [PAID]),
      ),
    )
    const accepted = answers.filter((answer) => answer === 'accepted').length
    expect(accepted).toBeLessThanOrEqual(12)
    // All that can be lost are the slots of the three who come too short at the very end, at most three each.
    expect(accepted).toBeGreaterThanOrEqual(10)
    expect((await slotsUnder('spend/')).length).toBeLessThanOrEqual(50)
  })

  it('counts the prices of all models of a job together, rounded up to a cent', async () => {
    const limiter = startLimiter(settingsOf({ SPEND_PER_DAY_USD: '1' }))
    const cheap = (id: string) => ({ id, microUsd: 3400 })
    await generate(limiter, 'a', [cheap('a:1'), cheap('a:2'), cheap('a:3'), FREE])
    expect(await slotsUnder('spend/')).toHaveLength(2)
  })
})

describe('what an accepted prompt asks of the store', () => {
  it.each([
    ['nothing where every limit is off', {}, false, []],
    ['two writes as deployed by default', {}, true, ['put', 'put']],
    [
      'a write for each limit, model and cent, and one list for the money',
      {
        LIMIT_GENERATE_PER_HOUR: '10',
        LIMIT_DEPLOYMENT_PER_DAY: '5000',
        LIMIT_MODEL_PER_DAY: '100',
        SPEND_PER_DAY_USD: '5',
      },
      true,
      // Address by hour and day, all by hour and day, two models; then four cents.
      [...Array.from({ length: 6 }, () => 'put'), 'list', ...Array.from({ length: 4 }, () => 'put')],
    ],
  ])('is %s', async (_title, environment, isDeployed, expected) => {
    const limiter = startLimiter(settingsOf(environment, isDeployed))
    expect(await generate(limiter, 'a', [FREE, PAID])).toBe('accepted')
    expect(calls).toEqual(expected)
    calls = []
    expect(await generate(limiter, 'a', [FREE, PAID])).toBe('accepted')
    expect(calls).toEqual([])
  })
})
