import { hurried } from './change-queue.ts'
import type { OutboxStore } from './outbox-store.ts'

/** Ends a wait for the network: there is a reason to think that it is back. */
export async function hurryOutbox(store: OutboxStore): Promise<void> {
  await store.change(async (transaction) => {
    const queue = await transaction.queue()
    const next = hurried(queue)
    if (next !== queue) await transaction.putQueue(next)
  })
}
