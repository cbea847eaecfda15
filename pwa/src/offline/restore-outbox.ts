import type { MirroredPrompt, OutboxMirror } from './outbox-mirror.ts'
import { waitingPrompts } from './outbox-state.ts'
import type { OutboxStore } from './outbox-store.ts'
import { queuedRecord } from './prompt-record.ts'

export interface Restored {
  /** Prompts that were in the copy only, and wait again. */
  readonly prompts: number
  /** The browser has emptied the database since the last visit: what else it held is gone. */
  readonly isDataLost: boolean
}

interface RestoreTools {
  readonly store: OutboxStore
  readonly mirror: OutboxMirror
  readonly mintId: () => string
}

/**
 * Brings back unsent prompts that the database no longer has. One that had in fact been sent is harmless: its id comes
 * back with it, so the server finds the same job.
 */
export async function restoreOutbox({ store, mirror, mintId }: RestoreTools): Promise<Restored> {
  const [mirrored, mirrorEpoch] = await Promise.all([mirror.list(), mirror.readEpoch()])
  const found = await store.change(async (transaction) => {
    const queue = await transaction.queue()
    const epoch = queue.epoch ?? mintId()
    const known: string[] = []
    let lastSeq = queue.lastSeq
    let prompts = 0
    for (const { createdAt, seq, ...prompt } of mirrored) {
      const record = await transaction.get(prompt.id)
      if (record?.state === 'accepted' || record?.state === 'canceled') known.push(record.id)
      if (await transaction.has(prompt.id)) continue
      await transaction.add(queuedRecord(prompt, { seq, now: createdAt }))
      lastSeq = Math.max(lastSeq, seq)
      prompts += 1
    }
    await transaction.putQueue({ ...queue, lastSeq, epoch })
    return { prompts, epoch, known }
  })
  await copyMissing({ store, mirror }, mirrored)
  // Copies of prompts that are over are left behind where a page dies between the two.
  for (const id of found.known) await mirror.remove(id)
  if (mirrorEpoch !== found.epoch) await mirror.writeEpoch(found.epoch)
  return { prompts: found.prompts, isDataLost: mirrorEpoch !== undefined && mirrorEpoch !== found.epoch }
}

/** An unsent prompt without a second copy: its page died before it was made, or there was no room for it. */
async function copyMissing(
  { store, mirror }: Pick<RestoreTools, 'store' | 'mirror'>,
  mirrored: readonly MirroredPrompt[],
): Promise<void> {
  const copied = new Map(mirrored.map((prompt) => [prompt.id, prompt.body]))
  for (const record of waitingPrompts(await store.readOpen())) {
    // Where there is still no room, the next start tries again.
    if (copied.get(record.id) !== record.body) await mirror.put(record).catch(() => undefined)
  }
}
