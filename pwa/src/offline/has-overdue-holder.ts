import type { OutboxStore } from './outbox-store.ts'

/** Whether a sender holds a prompt beyond its lease: it sleeps, or it is gone without having given its lock back. */
export async function hasOverdueHolder(store: OutboxStore, now: number): Promise<boolean> {
  const { records } = await store.readOpen()
  return records.some(({ state, leaseUntil }) => state === 'sending' && leaseUntil <= now)
}
