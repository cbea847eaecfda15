import { describe, expect, it } from 'vitest'
import { createManualQueueClock } from '../../../tests/support/manual-queue-clock.ts'
import { createQueueChanges } from './queue-changes.ts'

describe('a wait for a change of the queue', () => {
  it('misses no change that came after the version was read', async () => {
    const clock = createManualQueueClock()
    const changes = createQueueChanges(clock)
    const since = changes.version()
    changes.announce()
    await changes.wait({ since, ms: 1_000, signal: undefined })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('wakes everybody at once and leaves no timer behind', async () => {
    const clock = createManualQueueClock()
    const changes = createQueueChanges(clock)
    const since = changes.version()
    const waits = [1_000, 2_000, Number.POSITIVE_INFINITY].map((ms) => changes.wait({ since, ms, signal: undefined }))
    expect(clock.pendingTimers()).toBe(2)
    changes.announce()
    await Promise.all(waits)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('ends when its time is up or its signal is aborted', async () => {
    const clock = createManualQueueClock()
    const changes = createQueueChanges(clock)
    const stopper = new AbortController()
    const since = changes.version()
    const timed = changes.wait({ since, ms: 10, signal: undefined })
    const stopped = changes.wait({ since, ms: Number.POSITIVE_INFINITY, signal: stopper.signal })
    clock.advance(10)
    await timed
    stopper.abort()
    await stopped
    await changes.wait({ since, ms: Number.POSITIVE_INFINITY, signal: stopper.signal })
    expect(clock.pendingTimers()).toBe(0)
  })
})
