import { describe, expect, it } from 'vitest'
import type { Answer } from '#api/answer.ts'
import { AppError } from '#contract/errors.ts'
import type { StatusAnswer } from '#contract/job.ts'
import { completedResult, pendingResult } from '../fake-server.ts'
import { createManualAttention } from '../manual-attention.ts'
import { createManualTiming, settle } from '../manual-timing.ts'
import { createJobPoller, type TellsStatus } from './poll-jobs.ts'

const JOB = '0193e0b0-1234-7000-8000-000000000001'
const running: StatusAnswer = {
  ...{ jobId: JOB, status: 'pending', prompt: 'a fox', createdAt: '', updatedAt: '', totalModels: 1 },
  completedModels: 0,
  results: [pendingResult('stub:fast', 'Fast')],
}
const done: StatusAnswer = { ...running, status: 'completed', results: [completedResult(JOB, 'stub:fast', 'Fast')] }
const unreachable: Answer<never> = { ok: false, failure: { kind: 'unreachable', correlationId: 'c' } }

type Told = Parameters<TellsStatus['onTold']>[0]

/** A channel between tabs: nobody hears itself. */
function createTabs(): () => TellsStatus {
  const listeners: Told[] = []
  return () => {
    let own: Told | undefined
    return {
      tell(...told) {
        for (const listener of listeners) if (listener !== own) listener(...told)
      },
      onTold(callback) {
        own = callback
        listeners.push(callback)
      },
    }
  }
}

function setUp(timing = createManualTiming(), tabs = createTabs()()) {
  const start = timing.now()
  const attention = createManualAttention()
  const state = { answer: { ok: true, value: running } as Answer<StatusAnswer> }
  const looks: number[] = []
  const events: string[] = []
  const poller = createJobPoller({
    api: {
      async status() {
        looks.push(timing.now() - start)
        return state.answer
      },
    },
    ...{ timing, attention, tabs, mintId: () => 'c-1' },
    events: {
      onStatus: (status) => events.push(status.status),
      onTrouble: (_jobId, nextTryAt) => events.push(`next try in ${Math.round(nextTryAt - timing.now())}`),
      onUnknown: () => events.push('unknown'),
    },
  })
  return { timing, attention, state, looks, events, poller }
}

describe('polling a job', () => {
  it('looks at once, often in the first 3 seconds, then ever more seldom up to 15 seconds', async () => {
    const { poller, timing, looks } = setUp()
    poller.watch(JOB)
    await timing.advance(300_000)
    expect(looks.slice(0, 4)).toEqual([0, 200, 400, 600])
    const gaps = looks.slice(1).map((at, index) => at - (looks[index] ?? 0))
    const firstSlow = gaps.findIndex((gap) => gap > 250)
    expect(looks[firstSlow]).toBeGreaterThanOrEqual(3000)
    expect(gaps[firstSlow]).toBe(1000)
    expect(Math.max(...gaps)).toBe(15_000)
    expect(looks.length).toBeLessThan(60)
  })

  it('ends with the job', async () => {
    const { poller, timing, state, looks, events } = setUp()
    poller.watch(JOB)
    await timing.advance(100)
    state.answer = { ok: true, value: done }
    await timing.advance(60_000)
    expect(looks).toEqual([0, 200])
    expect(events).toEqual(['pending', 'completed'])
    expect(timing.waits()).toEqual([])
  })

  it('says when it tries again, waits longer each time, and goes on', async () => {
    const { poller, timing, state, events } = setUp()
    state.answer = unreachable
    poller.watch(JOB)
    await timing.advance(31_000)
    expect(events).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000].map((ms) => `next try in ${ms}`))
    state.answer = { ok: true, value: done }
    await timing.advance(15_000)
    expect(events.at(-1)).toBe('completed')
  })

  it('believes Retry-After', async () => {
    const { poller, timing, state, events } = setUp()
    const error = new AppError('RATE_LIMIT_EXCEEDED')
    state.answer = { ok: false, failure: { kind: 'refused', error, correlationId: 'c', retryAfterMs: 30_000 } }
    poller.watch(JOB)
    await timing.advance(0)
    expect(events).toEqual(['next try in 30000'])
  })

  it('tries at once when asked to', async () => {
    const { poller, timing, state, events } = setUp()
    state.answer = unreachable
    poller.watch(JOB)
    await timing.advance(10)
    state.answer = { ok: true, value: done }
    poller.lookNow(JOB)
    await settle()
    expect(events).toEqual(['next try in 1000', 'completed'])
  })

  it('looks rarely while hidden, and at once when seen again', async () => {
    const { poller, timing, attention, looks } = setUp()
    attention.isShown = false
    poller.watch(JOB)
    await timing.advance(70_000)
    expect(looks).toEqual([0, 30_000, 60_000])
    attention.isShown = true
    attention.wake()
    await settle()
    expect(looks).toEqual([0, 30_000, 60_000, 70_000])
  })

  it('stops at a job that the server does not know', async () => {
    const { poller, timing, state, looks, events } = setUp()
    state.answer = { ok: false, failure: { kind: 'refused', error: new AppError('JOB_NOT_FOUND'), correlationId: 'c' } }
    poller.watch(JOB)
    await timing.advance(60_000)
    expect(events).toEqual(['unknown'])
    expect(looks).toEqual([0])
  })

  it('asks once for all tabs, which all hear of it, also of the end', async () => {
    const tab = createTabs()
    const alone = setUp()
    alone.poller.watch(JOB)
    await alone.timing.advance(60_000)
    const one = setUp(createManualTiming(), tab())
    const other = setUp(one.timing, tab())
    one.poller.watch(JOB)
    other.poller.watch(JOB)
    await one.timing.advance(60_000)
    // At first both look.
    expect(one.looks.length + other.looks.length).toBe(alone.looks.length + 1)
    one.state.answer = { ok: true, value: done }
    other.state.answer = { ok: true, value: done }
    await one.timing.advance(20_000)
    expect([one.events.at(-1), other.events.at(-1)]).toEqual(['completed', 'completed'])
    expect(one.timing.waits()).toEqual([])
  })
})
