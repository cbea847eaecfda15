import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createFileQueueHome, settled } from '../../../tests/support/file-queue-home.ts'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { type ConsumeQueueOptions, consumeQueue, type QueueConsumer } from './consume-queue.ts'
import type { JobQueue } from './job-queue.ts'

const VISIBILITY_TIMEOUT_MS = 60_000
const DONE: SQSBatchResponse = { batchItemFailures: [] }

let root: string
const consumers: QueueConsumer[] = []
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'consume-queue-'))
})
afterEach(() => Promise.all(consumers.splice(0).map((consumer) => consumer.stop(0))))
afterAll(() => removeFolder(root))

describe('consumeQueue', () => {
  it('hands over one message at a time, as an event, and deletes it when the handler is done', async () => {
    const { queue, clock, consume } = await createHome()
    await queue.send([{ body: 'a' }, { body: 'b' }])
    const events: SQSEvent[] = []
    const consumer = consume({
      async handler(event) {
        events.push(event)
        return DONE
      },
    })
    await expect.poll(() => events).toHaveLength(2)
    await consumer.stop(1_000)
    expect(events.map(bodyOf).sort()).toEqual(['a', 'b'])
    expect(events[0]?.Records).toMatchObject([
      {
        eventSource: 'aws:sqs',
        attributes: { ApproximateReceiveCount: '1' },
        eventSourceARN: expect.stringMatching(/:jobs$/),
      },
    ])
    clock.advance(VISIBILITY_TIMEOUT_MS)
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
  })

  it('leaves a failed message to its visibility timeout', async () => {
    const { queue, clock, consume } = await createHome()
    await queue.send([{ body: 'fails' }])
    const counts: string[] = []
    consume({
      async handler(event) {
        counts.push(countOf(event))
        return counts.length === 1 ? failureOf(event) : DONE
      },
    })
    await expect.poll(() => counts).toEqual(['1'])
    await settled()
    clock.advance(VISIBILITY_TIMEOUT_MS - 1)
    await settled()
    expect(counts).toEqual(['1'])
    clock.advance(1)
    await expect.poll(() => counts).toEqual(['1', '2'])
  })

  it('gives a failed message back after the delay that was asked for', async () => {
    const { queue, clock, consume } = await createHome()
    await queue.send([{ body: 'fails' }])
    const counts: string[] = []
    consume({
      retryDelaySeconds: 5,
      async handler(event) {
        counts.push(countOf(event))
        return counts.length === 1 ? failureOf(event) : DONE
      },
    })
    await expect.poll(() => counts).toEqual(['1'])
    const nextSecond = () => {
      clock.advance(1_000)
      return counts
    }
    await expect.poll(nextSecond).toEqual(['1', '2'])
  })

  it('takes an exception of the handler as a failure, reports it and goes on', async () => {
    const { queue, clock, consume, errors } = await createHome()
    await queue.send([{ body: 'throws' }])
    await queue.send([{ body: 'works' }])
    const bodies: string[] = []
    consume({
      concurrency: 1,
      async handler(event) {
        bodies.push(bodyOf(event))
        if (bodies.length === 1) throw new Error('planted')
        return DONE
      },
    })
    await expect.poll(() => bodies).toEqual(['throws', 'works'])
    expect(errors).toEqual([new Error('planted')])
    await settled()
    clock.advance(VISIBILITY_TIMEOUT_MS)
    await expect.poll(() => bodies).toEqual(['throws', 'works', 'throws'])
  })

  it('runs as many handlers at once as it may, and no more', async () => {
    const { queue, consume } = await createHome()
    await queue.send(Array.from({ length: 12 }, (_, at) => ({ body: `${at}` })))
    let underWay = 0
    let most = 0
    let done = 0
    consume({
      concurrency: 3,
      async handler() {
        underWay += 1
        most = Math.max(most, underWay)
        await settled()
        underWay -= 1
        done += 1
        return DONE
      },
    })
    await expect.poll(() => done).toBe(12)
    expect(most).toBe(3)
  })

  it('reports a queue that cannot be reached, waits a second and goes on', async () => {
    const { queue, clock, consume, errors } = await createHome()
    await queue.send([{ body: 'late' }])
    let receives = 0
    const bodies: string[] = []
    consume({
      concurrency: 1,
      queue: {
        ...queue,
        receive(options) {
          receives += 1
          return receives <= 2 ? Promise.reject(new Error('unreachable')) : queue.receive(options)
        },
      },
      async handler(event) {
        bodies.push(bodyOf(event))
        return DONE
      },
    })
    await settled()
    clock.advance(999)
    await settled()
    expect(receives).toBe(1)
    clock.advance(1)
    await settled()
    expect(receives).toBe(2)
    clock.advance(1_000)
    await expect.poll(() => bodies).toEqual(['late'])
    expect(errors).toEqual([new Error('unreachable'), new Error('unreachable')])
  })

  it('goes on when a finished message cannot be deleted; it comes back', async () => {
    const { queue, clock, consume, errors } = await createHome()
    await queue.send([{ body: 'sticky' }])
    const counts: string[] = []
    let deletes = 0
    consume({
      queue: {
        ...queue,
        delete(receipt) {
          deletes += 1
          return deletes === 1 ? Promise.reject(new Error('disk')) : queue.delete(receipt)
        },
      },
      async handler(event) {
        counts.push(countOf(event))
        return DONE
      },
    })
    await expect.poll(() => errors).toEqual([new Error('disk')])
    clock.advance(VISIBILITY_TIMEOUT_MS)
    await expect.poll(() => counts).toEqual(['1', '2'])
  })
})

describe('stopping a consumer', () => {
  it('lets a handler under way finish, and starts no other', async () => {
    const { queue, clock, consume } = await createHome()
    await queue.send([{ body: 'under way' }])
    const work = Promise.withResolvers<SQSBatchResponse>()
    const bodies: string[] = []
    const consumer = consume({
      handler(event) {
        bodies.push(bodyOf(event))
        return work.promise
      },
    })
    await expect.poll(() => bodies).toHaveLength(1)
    const stopped = consumer.stop(10_000)
    await queue.send([{ body: 'too late' }])
    work.resolve(DONE)
    await stopped
    clock.advance(VISIBILITY_TIMEOUT_MS)
    expect((await queue.receive({ max: 10, waitMs: 0 })).map(({ body }) => body)).toEqual(['too late'])
    expect(bodies).toEqual(['under way'])
  })

  it('makes what is unfinished after the grace visible at once', async () => {
    const { queue, clock, consume } = await createHome()
    await queue.send([{ body: 'slow' }])
    const work = Promise.withResolvers<SQSBatchResponse>()
    let started = false
    const consumer = consume({
      handler() {
        started = true
        return work.promise
      },
    })
    await expect.poll(() => started).toBe(true)
    const stopped = consumer.stop(5_000)
    await settled()
    expect(await queue.receive({ max: 1, waitMs: 0 })).toEqual([])
    clock.advance(5_000)
    await stopped
    const [message] = await queue.receive({ max: 1, waitMs: 0 })
    expect(message).toMatchObject({ body: 'slow', receiveCount: 2 })
    work.resolve(DONE)
    await settled()
    clock.advance(VISIBILITY_TIMEOUT_MS)
    expect(await queue.receive({ max: 1, waitMs: 0 })).toMatchObject([{ body: 'slow', receiveCount: 3 }])
  })

  it('gives back a message that was received in that very moment', async () => {
    const { queue, consume } = await createHome()
    await queue.send([{ body: 'unlucky' }])
    const received = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    let handled = 0
    const consumer = consume({
      concurrency: 1,
      queue: {
        ...queue,
        async receive(options) {
          const messages = await queue.receive(options)
          received.resolve()
          await goOn.promise
          return messages
        },
      },
      async handler() {
        handled += 1
        return DONE
      },
    })
    await received.promise
    const stopped = consumer.stop(5_000)
    goOn.resolve()
    await stopped
    expect(handled).toBe(0)
    expect(await queue.receive({ max: 1, waitMs: 0 })).toMatchObject([{ body: 'unlucky' }])
  })

  it('does not wait for anything when nothing is under way, not even for a queue that is down', async () => {
    const { queue, clock, consume } = await createHome()
    const idle = consume({ handler: async () => DONE })
    const failing = consume({
      queue: { ...queue, receive: () => Promise.reject(new Error('unreachable')) },
      handler: async () => DONE,
    })
    await settled()
    await Promise.all([idle.stop(3_600_000), failing.stop(3_600_000)])
    await idle.stop(3_600_000)
    expect(clock.pendingTimers()).toBe(0)
  })
})

async function createHome() {
  const { clock, open } = await createFileQueueHome(root, { visibilityTimeoutMs: VISIBILITY_TIMEOUT_MS })
  const queue: JobQueue = await open()
  const errors: unknown[] = []
  function consume(options: Partial<ConsumeQueueOptions> & Pick<ConsumeQueueOptions, 'handler'>): QueueConsumer {
    const onError = (error: unknown) => errors.push(error)
    const consumer = consumeQueue({ queue, clock, concurrency: 2, onError, ...options })
    consumers.push(consumer)
    return consumer
  }
  return { queue, clock, errors, consume }
}

function bodyOf(event: SQSEvent): string {
  return event.Records[0]?.body ?? ''
}

function countOf(event: SQSEvent): string {
  return event.Records[0]?.attributes.ApproximateReceiveCount ?? ''
}

function failureOf(event: SQSEvent): SQSBatchResponse {
  return { batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })) }
}
