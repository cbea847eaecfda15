import { describe, expect, it } from 'vitest'
import type { OutboxStore } from './outbox-store.ts'
import { OUTBOX_TIMING } from './outbox-timing.ts'
import { createOverdueHolder } from './overdue-holder.ts'
import type { PromptRecord } from './prompt-record.ts'

const LEASE = OUTBOX_TIMING.leaseMs
const DAY = 86_400_000

function createDevice() {
  const device = { now: 1_000_000, steady: 0, holder: { id: 'one', fence: 1, leaseUntil: 1_000_000 + LEASE } }
  const store: Pick<OutboxStore, 'readOpen'> = {
    // Only what is read of a record here.
    readOpen: async () => ({ records: [{ ...device.holder, state: 'sending' } as PromptRecord] }) as never,
  }
  const hasOverdueHolder = createOverdueHolder({ store, now: () => device.now, steadyNow: () => device.steady })
  const pass = (ms: number) => {
    device.now += ms
    device.steady += ms
  }
  return { device, hasOverdueHolder, pass }
}

describe('a holder is overdue', () => {
  it('when its lease has passed, also for who begins after it', async () => {
    const { hasOverdueHolder, device, pass } = createDevice()
    expect(await hasOverdueHolder()).toBe(false)
    pass(LEASE)
    expect(await hasOverdueHolder()).toBe(true)
    const { device: later, hasOverdueHolder: isOverdue } = createDevice()
    later.holder = { ...device.holder, leaseUntil: later.now - 1 }
    expect(await isOverdue()).toBe(true)
  })

  it('not because the clock has jumped ahead', async () => {
    const { hasOverdueHolder, device, pass } = createDevice()
    device.now += 3 * DAY
    expect(await hasOverdueHolder()).toBe(false)
    pass(LEASE - 1)
    expect(await hasOverdueHolder()).toBe(false)
    pass(1)
    expect(await hasOverdueHolder()).toBe(true)
  })

  it('though the clock was set back, once it was seen for as long as a lease', async () => {
    const { hasOverdueHolder, device, pass } = createDevice()
    device.now -= 3 * DAY
    expect(await hasOverdueHolder()).toBe(false)
    pass(LEASE)
    expect(await hasOverdueHolder()).toBe(true)
  })

  it('only for the claim that was seen', async () => {
    const { hasOverdueHolder, device, pass } = createDevice()
    device.now += 3 * DAY
    await hasOverdueHolder()
    pass(LEASE - 1)
    device.holder = { id: 'one', fence: 2, leaseUntil: device.now + LEASE }
    pass(1)
    expect(await hasOverdueHolder()).toBe(false)
  })
})
