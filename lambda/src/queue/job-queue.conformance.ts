import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../tests/support/seeded-random.ts'
import type { JobQueue, ReceivedMessage } from './job-queue.ts'

/** The visibility timeout of every queue in this suite: the shortest that SQS knows. */
export const VISIBILITY_TIMEOUT_MS = 1_000

export interface QueueHarness {
  /** Empty, with VISIBILITY_TIMEOUT_MS. */
  readonly queue: JobQueue
  /** Bodies of the dead letters. */
  deadLetters(): Promise<readonly string[]>
  /** Lets that much time pass for the queue, and other work go on. Its clock starts at the present. */
  pass(ms: number): Promise<void>
}

/** Opens a queue of its own for each test; the caller closes what it opened after all of them. */
export type OpenQueueHarness = (options: { readonly maxReceives: number }) => Promise<QueueHarness>

/** What every adapter of JobQueue does. The tests of one adapter run side by side, since some can only wait. */
export function describeJobQueue(name: string, open: OpenQueueHarness): void {
  describe.concurrent(`${name} as a job queue`, () => {
    describeSending(open)
    describeHiding(open)
    describeTrouble(open)
  })
}

function describeSending(open: OpenQueueHarness): void {
  it('hands out what was sent, once, as a first receive', async () => {
    const { queue } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'one' }])
    const message = await receiveOne(queue)
    expect(message).toMatchObject({ body: 'one', receiveCount: 1 })
    expect(message.messageId).not.toBe('')
    expect(message.receipt).not.toBe('')
    expect(Math.abs(message.sentAtMs - Date.now())).toBeLessThan(60_000)
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
  })

  it('takes more messages in one call than fit into one batch', async () => {
    const { queue } = await open({ maxReceives: 5 })
    const bodies = Array.from({ length: 25 }, (_, at) => `message ${at}`)
    await queue.send(bodies.map((body) => ({ body })))
    const messages = await receiveAll(queue)
    expect(messages.map(({ body }) => body).sort()).toEqual(bodies.sort())
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(25)
  })

  it('sends nothing when there is nothing to send', async () => {
    const { queue } = await open({ maxReceives: 5 })
    await queue.send([])
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
  })

  it('never hands out more than was asked for', async () => {
    const { queue } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'a' }, { body: 'b' }, { body: 'c' }])
    expect(await queue.receive({ max: 2, waitMs: 1_000 })).toHaveLength(2)
  })

  it('returns bodies exactly as they were', async () => {
    const { queue } = await open({ maxReceives: 5 })
    const bodies = [
      '{"quote":"\\"","path":"a/b\\\\c"}',
      'Straße 東京 👩🏽‍🚀 e\u0301',
      ' lines\r\nand\ttabs ',
      'ä'.repeat(30_000),
    ]
    await queue.send(bodies.map((body) => ({ body })))
    const messages = await receiveAll(queue)
    expect(messages.map(({ body }) => body).sort()).toEqual(bodies.sort())
  })

  it('keeps a delayed message back', async () => {
    const { queue, pass } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'later', delaySeconds: 1 }, { body: 'now' }])
    expect((await receiveOne(queue)).body).toBe('now')
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
    await pass(1_000)
    expect(await receiveAll(queue)).toEqual(expect.arrayContaining([expect.objectContaining({ body: 'later' })]))
  })

  it('answers a waiting receive as soon as a message is sent', async () => {
    const { queue } = await open({ maxReceives: 5 })
    const waiting = queue.receive({ max: 1, waitMs: 20_000 })
    await queue.send([{ body: 'at last' }])
    expect((await waiting).map(({ body }) => body)).toEqual(['at last'])
  })

  it('ends a waiting receive with nothing when its signal says so', async () => {
    const { queue } = await open({ maxReceives: 5 })
    const stopper = new AbortController()
    const waiting = queue.receive({ max: 1, waitMs: 20_000, signal: stopper.signal })
    stopper.abort()
    expect(await waiting).toEqual([])
    expect(await queue.receive({ max: 1, waitMs: 20_000, signal: stopper.signal })).toEqual([])
  })

  it('can be reached', async () => {
    const { queue } = await open({ maxReceives: 5 })
    await expect(queue.check()).resolves.toBeUndefined()
  })
}

function describeHiding(open: OpenQueueHarness): void {
  it('hides a received message until its visibility timeout ends, and counts the next receive', async () => {
    const { queue, pass } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'again' }])
    const first = await receiveOne(queue)
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
    await pass(VISIBILITY_TIMEOUT_MS)
    const second = await receiveOne(queue)
    expect(second).toMatchObject({ messageId: first.messageId, body: 'again', receiveCount: 2 })
    expect(second.sentAtMs).toBe(first.sentAtMs)
    expect(second.receipt).not.toBe(first.receipt)
  })

  it('never hands out a deleted message again', async () => {
    const { queue, pass } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'done' }])
    await queue.delete((await receiveOne(queue)).receipt)
    await pass(VISIBILITY_TIMEOUT_MS)
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
  })

  it('takes a receipt that is no longer valid without an error', async () => {
    const { queue, pass } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'twice' }])
    const first = await receiveOne(queue)
    await pass(VISIBILITY_TIMEOUT_MS)
    const second = await receiveOne(queue)
    await queue.delete(second.receipt)
    for (const receipt of [first.receipt, second.receipt, 'no receipt at all']) {
      await expect(queue.delete(receipt)).resolves.toBeUndefined()
      await expect(queue.release(receipt, 0)).resolves.toBeUndefined()
    }
  })

  it('shows a released message at once', async () => {
    const { queue } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'back' }])
    const first = await receiveOne(queue)
    await queue.release(first.receipt, 0)
    const second = await receiveOne(queue)
    expect(second.messageId).toBe(first.messageId)
    // Some servers count the release as well.
    expect(second.receiveCount).toBeGreaterThanOrEqual(2)
  })

  it('shows a released message after the delay that was asked for', async () => {
    const { queue, pass } = await open({ maxReceives: 5 })
    await queue.send([{ body: 'later' }])
    await queue.release((await receiveOne(queue)).receipt, 2)
    await pass(VISIBILITY_TIMEOUT_MS)
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
    await pass(1_000)
    expect((await receiveOne(queue)).body).toBe('later')
  })

  it('moves a message to the dead letters that was received too often', async () => {
    const { queue, pass, deadLetters } = await open({ maxReceives: 2 })
    await queue.send([{ body: 'poison' }])
    for (const receiveCount of [1, 2]) {
      expect(await receiveOne(queue)).toMatchObject({ receiveCount })
      expect(await deadLetters()).toEqual([])
      await pass(VISIBILITY_TIMEOUT_MS)
    }
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
    expect(await deadLetters()).toEqual(['poison'])
  })
}

function describeTrouble(open: OpenQueueHarness): void {
  it('never gives one message to two receivers at the same time', async () => {
    const { queue } = await open({ maxReceives: 5 })
    await queue.send(Array.from({ length: 60 }, (_, at) => ({ body: `message ${at}` })))
    const received: string[] = []
    async function receiver() {
      while (received.length < 60) {
        const messages = await queue.receive({ max: 3, waitMs: 0 })
        for (const { body, receipt } of messages) {
          received.push(body)
          await queue.delete(receipt)
        }
        // Not by the clock of the queue: who waits would take away the time of who is still at work on a slow disk.
        if (messages.length === 0) await sleep(1)
      }
    }
    await Promise.all(Array.from({ length: 6 }, receiver))
    expect(new Set(received).size).toBe(60)
    expect(received).toHaveLength(60)
  })

  it('loses none of 200 messages, whatever their receivers do', async () => {
    const { queue, pass, deadLetters } = await open({ maxReceives: 1_000 })
    const random = seededRandom(7)
    const bodies = Array.from({ length: 200 }, (_, at) => `message ${at}`)
    const left = new Set(bodies)
    await queue.send(bodies.map((body) => ({ body })))
    async function receiver() {
      for (const message of await receiveAll(queue)) {
        if (await misbehaves(queue, message, random)) continue
        left.delete(message.body)
        await queue.delete(message.receipt)
      }
    }
    for (let round = 0; left.size > 0; round += 1) {
      expect(round, `rounds until ${left.size} messages are left`).toBeLessThan(5)
      await Promise.all(Array.from({ length: 4 }, receiver))
      await pass(VISIBILITY_TIMEOUT_MS)
    }
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
    expect(await deadLetters()).toEqual([])
  })
}

/** Every third time, as long as the message is young: the suite shall end. */
async function misbehaves(queue: JobQueue, message: ReceivedMessage, random: () => number): Promise<boolean> {
  const roll = message.receiveCount > 2 ? 1 : random()
  if (roll < 0.1) await queue.release(message.receipt, 0)
  else if (roll < 0.2) await queue.release(message.receipt, 1)
  // Below 0.3 the receiver has died: the message stays hidden until its time is up.
  return roll < 0.3
}

async function receiveOne(queue: JobQueue): Promise<ReceivedMessage> {
  const [message] = await queue.receive({ max: 1, waitMs: 2_000 })
  if (message === undefined) throw new Error('the queue has no visible message')
  return message
}

async function receiveAll(queue: JobQueue): Promise<readonly ReceivedMessage[]> {
  const all: ReceivedMessage[] = []
  for (;;) {
    const messages = await queue.receive({ max: 10, waitMs: 0 })
    if (messages.length === 0) return all
    all.push(...messages)
  }
}
