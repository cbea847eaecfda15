import { createGalleryApi } from '#api/gallery-api.ts'
import type { RequestTools } from '#api/request.ts'
import type { Database } from '#offline/database.ts'
import { createDeletionStore } from '#offline/deletion-store.ts'
import type { OwnerKeySource } from '#offline/owner-key.ts'
import { createDeletionLock, sendDeletions } from '#offline/send-deletions.ts'
import { countWaitingDeletions } from '#offline/waiting-deletions.ts'
import { dropKept } from './kept-pictures.ts'

interface DeletionTools {
  readonly database: Database
  readonly ownerKey: OwnerKeySource
  readonly requestTools: RequestTools & { readonly sleep: (ms: number) => Promise<void> }
  readonly now: () => number
  readonly budgetMs: number
}

/**
 * Sends deletions that no page sends any more. One whose time for undoing is not over yet is waited for: it was made just
 * before the page was closed. Answers how many are left.
 */
export async function sendWaitingDeletions(tools: DeletionTools): Promise<number> {
  const { database, ownerKey, requestTools, now, budgetMs } = tools
  const store = createDeletionStore(database)
  if ((await countWaitingDeletions(database)) === 0) return 0
  const channel = new BroadcastChannel('gallery')
  const api = createGalleryApi(requestTools)
  const begunAt = now()
  const timeLeft = () => begunAt + budgetMs - now()
  try {
    channel.postMessage('look')
    await store.hurry(now())
    for (let isOver = false; !isOver; ) {
      const { wakeAt } = await sendDeletions({
        store,
        deleteJob: async ({ id, correlationId }) => api.deleteJob(id, await ownerKey(), { correlationId }),
        lock: createDeletionLock({ locks: navigator.locks, store, steadyNow: () => performance.now() }),
        time: { now, random: () => Math.random() },
        dropPictures: dropKept,
        // What stays of the pictures is of no use to anybody, and goes when room is needed.
        onTrouble: () => undefined,
        mayGoOn: () => timeLeft() > 0,
        onSettled: () => channel.postMessage('changed'),
      })
      const waitMs = wakeAt === undefined ? Number.POSITIVE_INFINITY : wakeAt - now()
      isOver = waitMs > timeLeft()
      if (!isOver) await requestTools.sleep(Math.max(waitMs, 0))
    }
    return await countWaitingDeletions(database)
  } finally {
    channel.close()
  }
}
