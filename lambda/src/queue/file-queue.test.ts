import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createFileQueueHome,
  HOME_VISIBILITY_TIMEOUT_MS,
  receiveOne,
  settled,
} from '../../../tests/support/file-queue-home.ts'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { describeJobQueue, VISIBILITY_TIMEOUT_MS } from './job-queue.conformance.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'file-queue-'))
})
afterAll(() => removeFolder(root))

describeJobQueue('a file queue', async ({ maxReceives }) => {
  const { clock, open } = await createFileQueueHome(root, { maxReceives, visibilityTimeoutMs: VISIBILITY_TIMEOUT_MS })
  const queue = await open()
  return {
    queue,
    deadLetters: async () => (await queue.deadLetters()).map(({ body }) => body),
    async pass(ms) {
      clock.advance(ms)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
})

describe('a file queue', () => {
  it('hands messages out in the order of sending', async () => {
    const { clock, open } = await createFileQueueHome(root)
    const queue = await open()
    const bodies = ['first', 'second', 'third', 'fourth']
    for (const body of bodies) {
      await queue.send([{ body }])
      clock.advance(1)
    }
    const messages = await queue.receive({ max: 10, waitMs: 0 })
    expect(messages.map(({ body }) => body)).toEqual(bodies)
    const reopened = await (await open()).receive({ max: 10, waitMs: 0 })
    expect(reopened.map(({ body }) => body)).toEqual(bodies)
  })

  it('deletes and releases nothing by the receipt of a receive whose time is up', async () => {
    const { clock, open } = await createFileQueueHome(root)
    const queue = await open()
    await queue.send([{ body: 'kept' }])
    const first = await receiveOne(queue)
    clock.advance(HOME_VISIBILITY_TIMEOUT_MS)
    await queue.delete(first.receipt)
    const second = await receiveOne(queue)
    await queue.delete(first.receipt)
    await queue.release(first.receipt, 0)
    expect(await queue.receive({ max: 1, waitMs: 0 })).toEqual([])
    clock.advance(HOME_VISIBILITY_TIMEOUT_MS)
    expect(await receiveOne(queue)).toMatchObject({ messageId: second.messageId, receiveCount: 3 })
  })

  it('counts a released receive once', async () => {
    const { open } = await createFileQueueHome(root)
    const queue = await open()
    await queue.send([{ body: 'back' }])
    await queue.release((await receiveOne(queue)).receipt, 0)
    expect(await receiveOne(queue)).toMatchObject({ receiveCount: 2 })
  })

  it('takes two ends of one receive at the same moment', async () => {
    const { open } = await createFileQueueHome(root)
    const queue = await open()
    await queue.send([{ body: 'once' }])
    const { receipt } = await receiveOne(queue)
    await Promise.all([queue.release(receipt, 0), queue.delete(receipt), queue.delete(receipt)])
    expect(await receiveOne(queue)).toMatchObject({ body: 'once', receiveCount: 2 })
  })

  it('refuses what SQS would refuse, and start ids that make no file name', async () => {
    const { open } = await createFileQueueHome(root)
    const queue = await open()
    await expect(queue.send([{ body: '' }])).rejects.toThrow()
    await expect(queue.send([{ body: 'a', delaySeconds: 901 }])).rejects.toThrow()
    await expect(queue.send([{ body: 'a', delaySeconds: 0.5 }])).rejects.toThrow()
    expect(await queue.receive({ max: 1, waitMs: 0 })).toEqual([])
    await expect(open({ startId: 'a/b' })).rejects.toThrow('start id')
  })

  it('shows a file in its folder only when the message is whole', async () => {
    const { folder, open } = await createFileQueueHome(root)
    const queue = await open()
    const body = 'x'.repeat(50_000)
    let sending = true
    const sent = queue.send(Array.from({ length: 200 }, () => ({ body }))).finally(() => {
      sending = false
    })
    const seen = new Set<string>()
    while (sending) {
      const names = readdirSync(join(folder, 'messages')).filter((name) => !seen.has(name))
      for (const name of names) {
        expect(JSON.parse(readFileSync(join(folder, 'messages', name), 'utf8'))).toMatchObject({ body })
        seen.add(name)
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    await sent
    expect(seen.size).toBeGreaterThan(0)
  })

  it('throws when a message cannot be written, and keeps working', async () => {
    const { folder, open } = await createFileQueueHome(root)
    const queue = await open()
    await removeFolder(join(folder, 'temporary'))
    await expect(queue.send([{ body: 'a' }, { body: 'b' }])).rejects.toThrow('2 of 2 messages were not sent')
    await mkdir(join(folder, 'temporary'))
    await queue.send([{ body: 'c' }])
    expect((await receiveOne(queue)).body).toBe('c')
  })

  it('cannot be reached without its folder', async () => {
    const { folder, open } = await createFileQueueHome(root)
    const queue = await open()
    await removeFolder(folder)
    await expect(queue.check()).rejects.toThrow('ENOENT')
  })

  it('passes over a message whose file somebody took away', async () => {
    const { folder, open } = await createFileQueueHome(root)
    const queue = await open()
    await queue.send([{ body: 'gone' }])
    const [name = ''] = await readdir(join(folder, 'messages'))
    await rm(join(folder, 'messages', name))
    expect(await queue.receive({ max: 1, waitMs: 0 })).toEqual([])
  })
})

describe('a waiting receive of a file queue', () => {
  it('wakes when a hidden message becomes visible, and sets one timer for that', async () => {
    const { clock, open } = await createFileQueueHome(root)
    const queue = await open()
    await queue.send([{ body: 'again' }])
    await receiveOne(queue)
    const waiting = queue.receive({ max: 1, waitMs: 20_000 })
    await settled()
    expect(clock.pendingTimers()).toBe(1)
    clock.advance(HOME_VISIBILITY_TIMEOUT_MS)
    expect(await waiting).toMatchObject([{ body: 'again', receiveCount: 2 }])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('wakes on a release', async () => {
    const { open } = await createFileQueueHome(root)
    const queue = await open()
    await queue.send([{ body: 'back' }])
    const { receipt } = await receiveOne(queue)
    const waiting = queue.receive({ max: 1, waitMs: 20_000 })
    await queue.release(receipt, 0)
    expect(await waiting).toMatchObject([{ body: 'back' }])
  })

  it('learns of a deadline that came up while it was waiting', async () => {
    const { clock, open } = await createFileQueueHome(root)
    const queue = await open()
    const waiting = [queue.receive({ max: 1, waitMs: 20_000 }), queue.receive({ max: 1, waitMs: 20_000 })]
    await queue.send([{ body: 'one for two' }])
    expect(await Promise.race(waiting)).toMatchObject([{ receiveCount: 1 }])
    await settled()
    clock.advance(HOME_VISIBILITY_TIMEOUT_MS)
    const answers = (await Promise.all(waiting)).flat()
    expect(answers.map(({ receiveCount }) => receiveCount).sort()).toEqual([1, 2])
  })

  it('ends with nothing after its time', async () => {
    const { clock, open } = await createFileQueueHome(root)
    const queue = await open()
    const waiting = queue.receive({ max: 1, waitMs: 20_000 })
    await settled()
    clock.advance(20_000)
    expect(await waiting).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })
})
