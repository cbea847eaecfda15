import type { OutboxStore } from './outbox-store.ts'
import { OUTBOX_TIMING, type OutboxTiming } from './outbox-timing.ts'

interface OverdueTools {
  /** Names what is held and by which claim; undefined where nothing is. */
  readonly readClaim: () => Promise<string | undefined>
  /** A clock that only ever goes on, from any beginning; milliseconds. The device's own clock may be set. */
  readonly steadyNow: () => number
  readonly timing?: OutboxTiming
}

/**
 * Answers whether a sender holds its claim beyond the lease: it sleeps, or it is gone without having given its lock back.
 * Who asks has to have seen the same claim for as long as a lease: the times in the record are of a clock that may have
 * jumped since, and then prove nothing.
 */
export function createOverdueHolder({ readClaim, steadyNow, timing = OUTBOX_TIMING }: OverdueTools) {
  let seen: { readonly claim: string; readonly since: number } | undefined

  return async function hasOverdueHolder(): Promise<boolean> {
    const claim = await readClaim()
    if (claim === undefined) return false
    if (seen?.claim !== claim) seen = { claim, since: steadyNow() }
    return steadyNow() - seen.since >= timing.leaseMs
  }
}

/** The claim of the prompt that is being sent. */
export async function readPromptClaim(store: Pick<OutboxStore, 'readOpen'>): Promise<string | undefined> {
  const { records } = await store.readOpen()
  const holder = records.find(({ state }) => state === 'sending')
  return holder && `${holder.id} ${holder.fence}`
}
