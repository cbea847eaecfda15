import { describe, expect, it } from 'vitest'
import type { OutboxStore } from './outbox-store.ts'
import { OUTBOX_TIMING } from './outbox-timing.ts'
import { createOverdueHolder, readPromptClaim } from './overdue-holder.ts'
import type { PromptRecord } from './prompt-record.ts'

const LEASE = OUTBOX_TIMING.leaseMs

function createWatch() {
  // Of a record only these are read. Its lease has long passed by the clock that gave it.
  const records = [{ id: 'one', fence: 1, leaseUntil: 1, state: 'sending' } as PromptRecord]
  const store: Pick<OutboxStore, 'readOpen'> = { readOpen: async () => ({ records }) as never }
  const clock = { steady: 0 }
  const hasOverdueHolder = createOverdueHolder({
    readClaim: () => readPromptClaim(store),
    steadyNow: () => clock.steady,
  })
  return { records, clock, hasOverdueHolder }
}

describe('a holder is overdue', () => {
  it('when it was seen for as long as a lease, whatever the clock of the device shows', async () => {
    const { clock, hasOverdueHolder } = createWatch()
    expect(await hasOverdueHolder()).toBe(false)
    clock.steady = LEASE - 1
    expect(await hasOverdueHolder()).toBe(false)
    clock.steady = LEASE
    expect(await hasOverdueHolder()).toBe(true)
  })

  it('only with the claim that was seen', async () => {
    const { records, clock, hasOverdueHolder } = createWatch()
    await hasOverdueHolder()
    clock.steady = LEASE
    records[0] = { ...records[0], fence: 2 } as PromptRecord
    expect(await hasOverdueHolder()).toBe(false)
  })

  it('not where nobody holds a prompt', async () => {
    const { records, clock, hasOverdueHolder } = createWatch()
    await hasOverdueHolder()
    records.length = 0
    clock.steady = LEASE
    expect(await hasOverdueHolder()).toBe(false)
  })
})
