import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '#api/answer.ts'
import { LIMITS } from '#contract/limits.ts'
import type { GenerateAnswer } from '#contract/prompt.ts'
import { accepted, createManualOutbox, idOf, refused, START, unreachable } from '../manual-outbox.ts'
import { drainOutbox } from './drain-outbox.ts'
import { OUTBOX_TIMING } from './outbox-timing.ts'

const DAY_MS = 86_400_000

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('sending what waits', () => {
  it('sends each prompt once, in the order in which they were written', async () => {
    const { write, drain, sent, stateOf } = createManualOutbox()
    for (const number of [3, 1, 2]) await write(number)
    await write(1) // a second press
    expect(await drain()).toEqual({ wakeAt: undefined })
    expect(sent).toEqual([idOf(3), idOf(1), idOf(2)])
    expect(await stateOf(1)).toMatchObject({ state: 'accepted', attempts: 1 })
  })

  it('asks once for the server, not once for each prompt, while there is none', async () => {
    const { write, drain, sent, replies, device, stateOf } = createManualOutbox()
    for (let number = 1; number <= 200; number += 1) await write(number)
    replies.set(idOf(1), (attempt) => (attempt === 1 ? unreachable : accepted(idOf(1))))
    device.hasNetwork = false
    for (let look = 0; look < 5; look += 1) device.now = (await drain()).wakeAt ?? device.now
    expect(sent).toEqual([idOf(1)])
    expect(device.probes).toBe(4)
    expect(await stateOf(1)).toMatchObject({ state: 'queued', nextAttemptAt: 0, lastError: { cause: 'network' } })
    device.hasNetwork = true
    await drain()
    expect(sent.slice(1)).toEqual(Array.from({ length: 200 }, (_, index) => idOf(index + 1)))
  })

  it('lets the others pass a prompt that finds no answer while the server is there', async () => {
    const { write, drain, sent, replies, device } = createManualOutbox()
    for (const number of [1, 2]) await write(number)
    replies.set(idOf(1), () => unreachable)
    for (let look = 0; look < 4; look += 1) device.now = (await drain()).wakeAt ?? device.now
    expect(sent).toContain(idOf(2))
  })

  it('never repeats a prompt that the server has refused, and does not hold the others up', async () => {
    const { write, drain, sent, replies, stateOf } = createManualOutbox()
    for (const number of [1, 2]) await write(number)
    replies.set(idOf(1), () => refused('INAPPROPRIATE_CONTENT'))
    await drain()
    await drain()
    expect(sent).toEqual([idOf(1), idOf(2)])
    expect(await stateOf(1)).toMatchObject({ state: 'failed', failure: 'INAPPROPRIATE_CONTENT' })
  })

  it('gives a prompt to its writer that met eight errors of the server while a later one was taken', async () => {
    const { write, drain, sent, replies, device, stateOf } = createManualOutbox()
    for (const number of [1, 2]) await write(number)
    replies.set(idOf(1), () => refused('INTERNAL_SERVER_ERROR'))
    for (let look = 0; look < 20; look += 1) device.now = (await drain()).wakeAt ?? device.now
    expect(sent.filter((id) => id === idOf(1))).toHaveLength(8)
    expect(await stateOf(1)).toMatchObject({ state: 'failed', failure: 'POISON' })
  })

  it('spares the others after three prompts in a row that the server could not take', async () => {
    const { write, drain, sent, replies } = createManualOutbox()
    for (let number = 1; number <= 10; number += 1) {
      await write(number)
      replies.set(idOf(number), () => refused('SERVICE_UNAVAILABLE'))
    }
    await drain()
    expect(sent).toHaveLength(3)
  })

  it('ends a prompt that the server calls canceled', async () => {
    const { write, drain, replies, stateOf } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => refused('JOB_CANCELED'))
    await drain()
    expect((await stateOf(1))?.state).toBe('canceled')
  })
})

describe('a time that the server asks for', () => {
  it('holds all prompts back, whoever is in a hurry', async () => {
    const { write, drain, sent, replies, device, changes } = createManualOutbox()
    for (const number of [1, 2]) await write(number)
    replies.set(idOf(1), (attempt) => (attempt === 1 ? refused('RATE_LIMIT_EXCEEDED', 60_000) : accepted(idOf(1))))
    const { wakeAt } = await drain()
    expect(wakeAt).toBe(START + 66_000) // a tenth more, by half a chance
    await changes.hurry()
    await changes.tryNow(idOf(2))
    device.now = START + 60_000
    await drain()
    expect(sent).toEqual([idOf(1)])
    device.now = START + 66_000
    await drain()
    expect(sent).toEqual([idOf(1), idOf(1), idOf(2)])
  })

  it('for one model holds back only the prompt that asked for it', async () => {
    const { write, drain, sent, replies, changes } = createManualOutbox()
    for (const number of [1, 2]) await write(number)
    replies.set(idOf(1), () => refused('MODEL_LIMIT_REACHED', 60_000))
    await drain()
    await changes.tryNow(idOf(1))
    expect((await drain()).wakeAt).toBe(START + 66_000)
    expect(sent).toEqual([idOf(1), idOf(2)])
  })

  it('is not stretched for a prompt that is just being accepted', async () => {
    const { write, drain, replies } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => refused('JOB_IN_PROGRESS', 1000))
    expect((await drain()).wakeAt).toBe(START + 1100)
  })

  it('is never longer than a day', async () => {
    const { write, drain, replies } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => refused('RATE_LIMIT_EXCEEDED', 1000 * DAY_MS))
    expect((await drain()).wakeAt).toBeLessThanOrEqual(START + 1.2 * DAY_MS)
  })

  it('is clamped after the clock was set back', async () => {
    const { write, drain, replies, device } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => refused('INTERNAL_SERVER_ERROR'))
    await drain()
    device.now = START - 365 * DAY_MS
    expect((await drain()).wakeAt).toBeLessThanOrEqual(device.now + OUTBOX_TIMING.backOffCapMs)
  })
})

describe('after the clock was set back by days', () => {
  it('the wait that a server asked for is as long as it was', async () => {
    const { write, drain, replies, device } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => refused('RATE_LIMIT_EXCEEDED', 60_000))
    const { wakeAt } = await drain()
    device.now = START - 3 * DAY_MS
    expect((await drain()).wakeAt).toBe((wakeAt ?? 0) - 3 * DAY_MS)
  })

  it('so is that of one prompt', async () => {
    const { write, drain, replies, device } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => refused('JOB_IN_PROGRESS', 1000))
    const { wakeAt } = await drain()
    device.now = START - 3 * DAY_MS
    expect((await drain()).wakeAt).toBe((wakeAt ?? 0) - 3 * DAY_MS)
  })
})

describe('one sender at a time', () => {
  it('holds a prompt for longer than a request can take', () => {
    expect(OUTBOX_TIMING.leaseMs).toBeGreaterThanOrEqual(3 * LIMITS.clientTimeoutMs)
  })

  it('refuses the outcome of a sender whose prompt was given to another', async () => {
    const { write, drain, replies, stateOf, device, tools } = createManualOutbox()
    await write(1)
    let answerFirst: (answer: Answer<GenerateAnswer>) => void = () => undefined
    replies.set(idOf(1), (attempt) => {
      if (attempt > 1) return unreachable
      return new Promise((resolve) => {
        answerFirst = resolve
      })
    })
    const asleep = drain()
    await until(async () => (await stateOf(1))?.state === 'sending')
    device.now += OUTBOX_TIMING.leaseMs + 1
    await drainOutbox({ ...tools, lock: (work) => work(false) })
    expect(await stateOf(1)).toMatchObject({ state: 'queued', fence: 2 })
    answerFirst(refused('INAPPROPRIATE_CONTENT'))
    await asleep
    expect(await stateOf(1)).toMatchObject({ state: 'queued', fence: 2 })
  })

  it('waits for a lease where it is not alone', async () => {
    const { write, drain, replies, stateOf, sent, tools } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => new Promise(() => undefined))
    // The request of a tab that sleeps is open for good.
    void drain()
    await until(async () => (await stateOf(1))?.state === 'sending')
    const { wakeAt } = await drainOutbox({ ...tools, lock: (work) => work(false) })
    expect(wakeAt).toBe(START + OUTBOX_TIMING.leaseMs)
    expect(sent).toHaveLength(1)
  })
})

describe('what another version of the app has written', () => {
  it('is neither sent nor changed, and holds nothing up', async () => {
    const { write, drain, sent, store, database } = createManualOutbox()
    const newer = { id: idOf(1), schemaV: 99, state: 'queued', nextAttemptAt: 0, seq: 0, what: 'is this' }
    await database.run((handle) => handle.put('prompts', newer))
    await write(2)
    await drain()
    expect(sent).toEqual([idOf(2)])
    expect(await store.readAll()).toMatchObject({ newer: 1, records: [{ id: idOf(2) }] })
    await expect(write(1)).rejects.toThrow()
    expect(await database.run((handle) => handle.get('prompts', idOf(1)))).toEqual(newer)
  })
})

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 1))
}
