import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createManualOutbox, idOf, refused, START, unreachable } from '../manual-outbox.ts'
import { createDatabase } from './database.ts'
import { drainOutbox } from './drain-outbox.ts'
import { createOutboxStore } from './outbox-store.ts'

const DAY_MS = 86_400_000

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('what a person does to the outbox', () => {
  it('keeps a prompt that was taken back on the device', async () => {
    const { write, drain, sent, changes, device } = createManualOutbox()
    await write(1)
    await changes.cancel(idOf(1))
    await drain()
    expect(sent).toEqual([])
    expect(device.cancels).toEqual([])
  })

  it('tells the server of many cancels with one question while there is no server', async () => {
    const { write, drain, changes, device, store, sent } = createManualOutbox()
    for (let number = 1; number <= 20; number += 1) {
      const record = await write(number)
      await store.change((transaction) => transaction.put({ ...record, attempts: 1 }))
      await changes.cancel(idOf(number))
    }
    device.hasNetwork = false
    for (let look = 0; look < 5; look += 1) device.now = (await drain()).wakeAt ?? device.now
    expect(device.cancels).toEqual([idOf(1)])
    device.hasNetwork = true
    await drain()
    expect(new Set(device.cancels).size).toBe(20)
    expect(sent).toEqual([])
  })

  it('repeats a cancel soon after the clock was set back', async () => {
    const { write, drain, changes, device, store } = createManualOutbox()
    const record = await write(1)
    await store.change((transaction) => transaction.put({ ...record, attempts: 1 }))
    await changes.cancel(idOf(1))
    device.hasNetwork = false
    await drain()
    device.now -= 365 * DAY_MS
    expect((await drain()).wakeAt).toBeLessThan(device.now + 120_000)
  })

  it('tells the server of a prompt that it may know', async () => {
    const { write, drain, replies, changes, device, stateOf } = createManualOutbox()
    await write(1)
    replies.set(idOf(1), () => unreachable)
    await drain()
    await changes.cancel(idOf(1))
    await changes.hurry()
    await drain()
    expect(device.cancels).toEqual([idOf(1)])
    expect((await stateOf(1))?.state).toBe('canceled')
  })

  it('gives a text that was never sent another text under its id', async () => {
    const { write, changes, stateOf } = createManualOutbox()
    await write(1)
    await changes.edit(idOf(1), ' two hens ')
    expect(await stateOf(1)).toMatchObject({ body: '{"prompt":"two hens"}', about: { prompt: 'two hens' } })
  })

  it('gives a text that was refused a new id, in the same place', async () => {
    const { write, drain, replies, changes, store } = createManualOutbox()
    for (const number of [1, 2]) await write(number)
    replies.set(idOf(1), () => refused('IDEMPOTENCY_KEY_REUSED'))
    await drain()
    const renewed = await changes.edit(idOf(1), 'prompt 1')
    expect(renewed).toMatchObject({ state: 'queued', seq: 1, attempts: 0, body: '{"prompt":"prompt 1"}' })
    expect(renewed?.id).not.toBe(idOf(1))
    expect((await store.readAll()).records.map(({ state }) => state)).toEqual(['canceled', 'queued', 'accepted'])
  })

  it('moves prompts up and down', async () => {
    const { write, drain, changes, sent } = createManualOutbox()
    for (const number of [1, 2, 3]) await write(number)
    await changes.move(idOf(3), 'up')
    await changes.move(idOf(1), 'down')
    await changes.move(idOf(3), 'up') // is the first already
    await drain()
    expect(sent).toEqual([idOf(3), idOf(1), idOf(2)])
  })

  it('sends nothing while it is paused, also after a reload', async () => {
    const { write, drain, changes, sent, tools, stateOf } = createManualOutbox()
    await write(1)
    await changes.setPaused(true)
    await drainOutbox({ ...tools, store: createOutboxStore(createDatabase()) })
    expect(sent).toEqual([])
    // Nor what a tab was sending when it died.
    const orphan = (await stateOf(1)) ?? (await write(1))
    await tools.store.change((transaction) => transaction.put({ ...orphan, state: 'sending' }))
    expect(await drain()).toEqual({ wakeAt: undefined })
    expect(sent).toEqual([])
    await changes.setPaused(false)
    await drain()
    expect(sent).toEqual([idOf(1)])
  })

  it('is asked about a prompt that is two weeks old, and asked once', async () => {
    const { write, drain, changes, sent, device, stateOf } = createManualOutbox()
    await write(1)
    device.now = START + 15 * DAY_MS
    await drain()
    expect(sent).toEqual([])
    expect((await stateOf(1))?.state).toBe('stale')
    await changes.tryNow(idOf(1))
    await drain()
    expect(sent).toEqual([idOf(1)])
  })
})
