import type { OutboxStore } from './outbox-store.ts'
import { OUTBOX_TIMING, type OutboxTiming } from './outbox-timing.ts'

interface OverdueTools {
  readonly store: Pick<OutboxStore, 'readOpen'>
  /** The clock of the device, which may jump; milliseconds. */
  readonly now: () => number
  /** A clock that only ever goes on, from any beginning; milliseconds. */
  readonly steadyNow: () => number
  readonly timing?: OutboxTiming
}

/**
 * Answers whether a sender holds a prompt beyond its lease: it sleeps, or it is gone without having given its lock back.
 * A lease was written by the device's clock. Where that clock has jumped since this page or worker began, it proves
 * nothing, and the same claim has to be seen for as long as a lease by the steady clock.
 */
export function createOverdueHolder({ store, now, steadyNow, timing = OUTBOX_TIMING }: OverdueTools) {
  const drift = () => now() - steadyNow()
  const firstDrift = drift()
  let seen: { readonly claim: string; readonly since: number } | undefined

  return async function hasOverdueHolder(): Promise<boolean> {
    const { records } = await store.readOpen()
    const holder = records.find(({ state }) => state === 'sending')
    if (holder === undefined) return false
    const claim = `${holder.id} ${holder.fence}`
    if (seen?.claim !== claim) seen = { claim, since: steadyNow() }
    if (steadyNow() - seen.since >= timing.leaseMs) return true
    const hasJumped = Math.abs(drift() - firstDrift) > timing.clockSlackMs
    return !hasJumped && holder.leaseUntil <= now()
  }
}
