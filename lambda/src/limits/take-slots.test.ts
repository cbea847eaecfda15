import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { createFileStore } from '../store/file-store.ts'
import { limitWindow } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { isKnownFull, type KnownSlots, takeSlots } from './take-slots.ts'

const WINDOW = limitWindow({ scope: 'generate', subject: 'all', window: '2026-11-24T13' })

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-slots-'))
  store = createFileStore({ folder })
})
afterEach(() => removeFolder(folder))

const isTaken = async (
  id: string,
  limit: number,
  { count = 1, from = store, known = new Map() as KnownSlots } = {},
) => {
  return (await takeSlots(from, { window: WINDOW, limit, id, count, known })).status === 'taken'
}
const slots = async () => (await store.list({ prefix: `${WINDOW}/` })).keys

describe('the slots of a window', () => {
  it('are taken by exactly as many as there are, of 200 who come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => isTaken(`job-${index}`, 37)))
    expect(answers.filter(Boolean)).toHaveLength(37)
    expect(await slots()).toHaveLength(37)
  })

  it('hold for callers of two processes over one folder', async () => {
    const other = createFileStore({ folder })
    const callers = Array.from({ length: 60 }, (_, index) => index)
    const answers = await Promise.all(
      callers.map((index) => isTaken(`job-${index}`, 11, { from: index % 2 === 0 ? store : other })),
    )
    expect(answers.filter(Boolean)).toHaveLength(11)
  })

  it.each([1, 2, 7, 60])('refuse nobody while one of %i is free', async (limit) => {
    for (let index = 0; index < limit; index += 1) expect(await isTaken(`job-${index}`, limit)).toBe(true)
    expect(await isTaken('one-more', limit)).toBe(false)
  })

  it('are counted once for an id, however often and at once it comes', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => isTaken('the-same', 10, { count: 2 })))
    expect(answers).toEqual(Array.from({ length: 20 }, () => true))
    expect(await slots()).toHaveLength(2)
  })

  it('are found again by their id, by another process and in a window that has filled up', async () => {
    expect(await isTaken('early', 3, { count: 2 })).toBe(true)
    expect(await isTaken('late', 3)).toBe(true)
    expect(await isTaken('too-late', 3)).toBe(false)
    expect(await isTaken('early', 3, { count: 2 })).toBe(true)
    expect(await slots()).toHaveLength(3)
  })

  it('are not touched where there are fewer than an id needs', async () => {
    await isTaken('first', 5, { count: 3 })
    expect(await isTaken('second', 5, { count: 3 })).toBe(false)
    expect(await slots()).toHaveLength(3)
  })

  it('cost no call of the store once they are known to be gone, except for who has one', async () => {
    const known: KnownSlots = new Map()
    for (const id of ['one', 'two', 'three']) await isTaken(id, 2, { known })
    expect(isKnownFull({ window: WINDOW, limit: 2, id: 'four', known })).toBe(true)
    expect(isKnownFull({ window: WINDOW, limit: 2, id: 'one', known })).toBe(false)
  })

  it('are never given where the store is in trouble', async () => {
    const from: ObjectStore = { ...store, put: () => Promise.reject(new Error('away')) }
    await expect(isTaken('job', 10, { from })).rejects.toThrow('away')
  })
})
