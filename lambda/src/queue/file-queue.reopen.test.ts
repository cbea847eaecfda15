import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileQueueHome, plantMessage, receiveOne } from '../../../tests/support/file-queue-home.ts'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import type { FileQueue } from './file-queue.ts'
import { contentText, fileNameOf } from './message-file.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'file-queue-reopen-'))
})
afterAll(() => removeFolder(root))

describe('a file queue opened again', () => {
  it('still has what was waiting, with its counts and delays, and nothing that was deleted', async () => {
    const { clock, open } = await createFileQueueHome(root)
    const before = await open()
    await before.send([{ body: 'waiting' }])
    await before.send([{ body: 'released' }, { body: 'deleted' }, { body: 'delayed', delaySeconds: 60 }])
    const messages = await before.receive({ max: 10, waitMs: 0 })
    for (const { body, receipt } of messages) {
      if (body === 'deleted') await before.delete(receipt)
      else await before.release(receipt, body === 'released' ? 30 : 0)
    }
    const after = await open()
    expect(await countsOf(after)).toEqual({ waiting: 2 })
    clock.advance(30_000)
    expect(await countsOf(after)).toMatchObject({ released: 2 })
    clock.advance(30_000)
    expect(await countsOf(after)).toMatchObject({ delayed: 1 })
  })

  it('shows at once what an earlier start held, without counting that receive', async () => {
    const { open } = await createFileQueueHome(root)
    const before = await open()
    await before.send([{ body: 'lost' }])
    const lost = await receiveOne(before)
    const after = await open()
    await after.delete(lost.receipt)
    const again = await receiveOne(after)
    expect(again).toMatchObject({ messageId: lost.messageId, receiveCount: 1 })
    expect(again.receipt).not.toBe(lost.receipt)
  })

  it('keeps what this very start holds hidden', async () => {
    const { open } = await createFileQueueHome(root)
    const before = await open({ startId: 'same' })
    await before.send([{ body: 'held' }])
    const { receipt } = await receiveOne(before)
    const after = await open({ startId: 'same' })
    expect(await after.receive({ max: 1, waitMs: 0 })).toEqual([])
    await after.release(receipt, 0)
    expect(await receiveOne(after)).toMatchObject({ receiveCount: 2 })
  })

  it('moves a message to the dead letters after 25 crashes, not counting them as receives', async () => {
    const { open } = await createFileQueueHome(root, { maxReceives: 2 })
    await (await open()).send([{ body: 'deadly' }])
    for (let crash = 1; crash <= 25; crash += 1) {
      const queue = await open()
      expect(await queue.deadLetters()).toEqual([])
      expect(await receiveOne(queue)).toMatchObject({ receiveCount: 1 })
    }
    const queue = await open()
    expect(await queue.receive({ max: 1, waitMs: 0 })).toEqual([])
    expect(await queue.deadLetters()).toMatchObject([{ body: 'deadly', receiveCount: 0, crashes: 25 }])
  })

  it('keeps its dead letters', async () => {
    const { open } = await createFileQueueHome(root, { maxReceives: 1 })
    const before = await open()
    await before.send([{ body: 'poison' }])
    await before.release((await receiveOne(before)).receipt, 0)
    expect(await before.receive({ max: 1, waitMs: 0 })).toEqual([])
    const letters = await (await open()).deadLetters()
    expect(letters).toMatchObject([{ body: 'poison', receiveCount: 1, crashes: 0 }])
  })

  it('throws away what was half written', async () => {
    const { folder, open } = await createFileQueueHome(root)
    await open()
    await writeFile(join(folder, 'temporary', crypto.randomUUID()), '{"messageId":"0198')
    const queue = await open()
    expect(await readdir(join(folder, 'temporary'))).toEqual([])
    expect(await queue.receive({ max: 1, waitMs: 0 })).toEqual([])
  })

  it('starts within two seconds on 10,000 waiting messages', async () => {
    const home = await createFileQueueHome(root)
    const { open } = home
    await open()
    await Promise.all(Array.from({ length: 10_000 }, () => plantMessage(home)))
    const startedMs = performance.now()
    const queue = await open()
    expect(performance.now() - startedMs).toBeLessThan(2_000)
    expect(await queue.receive({ max: 10, waitMs: 0 })).toHaveLength(10)
  })
})

describe('a damaged file of a file queue', () => {
  const damages = [
    ['a torn message', (text: string) => text.slice(0, 30)],
    ['an empty message', () => ''],
    ['a message without a body', (text: string) => text.replace('"body"', '"soul"')],
    ['the content of another message', (text: string) => text.replace(/[0-9a-f]{8}-/, '00000000-')],
  ] as const

  it.each(damages)('is moved aside and reported, and the others are handed out: %s', async (_, spoil) => {
    const { folder, open, damaged } = await createFileQueueHome(root)
    const queue = await open()
    await queue.send([{ body: 'spoiled' }])
    const [name = ''] = await readdir(join(folder, 'messages'))
    const text = await readFile(join(folder, 'messages', name), 'utf8')
    await writeFile(join(folder, 'messages', name), spoil(text))
    await queue.send([{ body: 'whole' }])
    expect((await receiveOne(queue)).body).toBe('whole')
    expect(damaged).toMatchObject([{ reason: 'content' }])
    expect(await readFile(damaged[0]?.path ?? '', 'utf8')).toBe(spoil(text))
    expect(await readdir(join(folder, 'messages'))).toHaveLength(1)
  })

  it('never keeps the queue from starting', async () => {
    const home = await createFileQueueHome(root)
    const { folder, open, damaged } = home
    await open()
    await writeFile(join(folder, 'messages', 'notes.txt'), 'mine')
    await mkdir(join(folder, 'messages', 'x'.repeat(255)))
    const state = await plantMessage(home)
    await writeFile(
      join(folder, 'messages', fileNameOf({ ...state, receives: 1 })),
      contentText({ ...state, body: 'b' }),
    )
    const unreadable = { ...state, messageId: crypto.randomUUID(), sentAtMs: 0 }
    await mkdir(join(folder, 'messages', fileNameOf(unreadable)))
    const queue = await open()
    expect((await receiveOne(queue)).messageId).toBe(state.messageId)
    expect(await queue.receive({ max: 10, waitMs: 0 })).toEqual([])
    expect(damaged.map(({ reason }) => reason).sort()).toEqual(['duplicate', 'name', 'name', 'unreadable'])
    expect(await readdir(join(folder, 'damaged'))).toHaveLength(4)
  })

  it('is no dead letter', async () => {
    const home = await createFileQueueHome(root)
    const { folder, open, damaged } = home
    const queue = await open()
    const state = await plantMessage(home, 'dead')
    await writeFile(join(folder, 'dead', fileNameOf(state)), '{')
    expect(await queue.deadLetters()).toEqual([])
    expect(damaged).toMatchObject([{ reason: 'content' }])
  })
})

async function countsOf(queue: FileQueue): Promise<Readonly<Record<string, number>>> {
  const messages = await queue.receive({ max: 10, waitMs: 0 })
  return Object.fromEntries(messages.map(({ body, receiveCount }) => [body, receiveCount]))
}
