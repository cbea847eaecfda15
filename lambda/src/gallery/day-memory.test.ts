import { describe, expect, it } from 'vitest'
import { countCalls } from '../../../tests/support/count-calls.ts'
import { createMemoryLog } from '../../../tests/support/memory-log.ts'
import { createMemoryStore } from '../../../tests/support/memory-store.ts'
import { createDayFile } from './day-file.ts'
import { createDayMemory } from './day-memory.ts'

const preview = { run: 'sketch-pixel', width: 1024, height: 768, thumbhash: 'aaaa' }
const dayAt = (at: number) => `2026-01-${String(at + 1).padStart(2, '0')}`

/** Days whose files have so many bytes of prompts. */
async function sealed(bytes: readonly number[]) {
  const { store, take } = countCalls(createMemoryStore())
  for (const [at, size] of bytes.entries()) {
    const id = `0190a8b5-0000-7000-8000-${String(at).padStart(12, '0')}`
    const prompt = 'x'.repeat(size)
    const entry = { id, timestamp: dayAt(at), prompt, models: ['sketch:pixel'], imageCount: 1, preview }
    await createDayFile(store, { day: dayAt(at), entries: [entry] })
  }
  take()
  const { log, lines } = createMemoryLog()
  return { readDay: createDayMemory({ store, log }), reads: () => take().get, lines }
}

describe('the memory of day files', () => {
  it('reads a day once, also for many who ask at once', async () => {
    const { readDay, reads } = await sealed([10])
    const found = await Promise.all(Array.from({ length: 20 }, () => readDay(dayAt(0))))
    expect(found.every((entries) => entries?.size === 1)).toBe(true)
    await readDay(dayAt(0))
    expect(reads()).toBe(1)
  })

  it('lets go of the day used longest ago when it has too much', async () => {
    const { readDay, reads } = await sealed(Array(10).fill(1_040_000))
    for (let at = 0; at < 8; at += 1) await readDay(dayAt(at))
    await readDay(dayAt(0))
    expect(reads()).toBe(8)
    await readDay(dayAt(8))
    await readDay(dayAt(9))
    await readDay(dayAt(0))
    expect(reads()).toBe(2)
    await readDay(dayAt(1))
    expect(reads()).toBe(1)
  })

  it('has no use for a very large file, and does not read it again', async () => {
    const { readDay, reads, lines } = await sealed([1_100_000])
    expect(await readDay(dayAt(0))).toBeUndefined()
    expect(await readDay(dayAt(0))).toBeUndefined()
    expect(reads()).toBe(1)
    expect(lines).toEqual([])
  })

  it('asks again for a day that was not sealed', async () => {
    const { readDay, reads } = await sealed([])
    expect(await readDay(dayAt(0))).toBeUndefined()
    expect(await readDay(dayAt(0))).toBeUndefined()
    expect(reads()).toBe(2)
  })
})
