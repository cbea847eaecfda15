import { createOutboxCalls } from '#api/outbox-calls.ts'
import { mintJobId } from '#contract/ids.ts'
import { createDatabase } from '#offline/database.ts'
import { drainOutbox } from '#offline/drain-outbox.ts'
import { hurryOutbox } from '#offline/hurry-outbox.ts'
import { createOutboxApi } from '#offline/outbox-api.ts'
import { createOutboxMirror } from '#offline/outbox-mirror.ts'
import { waitingPrompts } from '#offline/outbox-state.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { createOverdueHolder, readPromptClaim } from '#offline/overdue-holder.ts'
import { createOwnerKey } from '#offline/owner-key.ts'
import { createSenderLock } from '#offline/sender-lock.ts'
import { createSettingsStore } from '#offline/settings-store.ts'
import { sendWaitingDeletions } from './send-waiting-deletions.ts'
import { tellWaiting } from './tell-waiting.ts'
import { worker } from './worker-scope.ts'

/** Well below the three minutes after which a browser ends a worker in the midst of an event. */
const BUDGET_MS = 60_000

/** What a page gets to begin by itself. */
const PAGE_FIRST_MS = 2000

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes)
const askNetwork: typeof fetch = (input, init) => fetch(input, init)
const now = () => Date.now()
const mintId = () => mintJobId(now(), random)

/**
 * Sends what waits, where no page does it. It fails while something is left, so that the browser tries again.
 * @throws where prompts are left
 */
export async function sendWaiting({ isLastChance }: { isLastChance: boolean }): Promise<void> {
  // The page opens the database first and brings it up to date; the worker takes it as it is.
  const database = createDatabase({ isGuest: true })
  const store = createOutboxStore(database)
  const settings = createSettingsStore(database)
  const ownerKey = createOwnerKey(settings, random)
  const tools = { ownerKey, requestTools: { fetch: askNetwork, sleep }, now, mintId }
  const channel = new BroadcastChannel('outbox')
  try {
    // A page that somebody looks at goes first; one that is just closing, or asleep, must not keep the prompts here.
    channel.postMessage('look')
    if (await isAnybodyLooking()) await sleep(PAGE_FIRST_MS)
    // The browser says that there is a network: no wait for one goes on.
    await hurryOutbox(store)
    await drain()
    const deletions = await sendWaitingDeletions({ ...tools, database, budgetMs: BUDGET_MS })
    const waiting = waitingPrompts(await store.readOpen()).length
    if (waiting + deletions === 0) return
    if (isLastChance && waiting > 0) await tellWaiting(waiting, settings)
    throw new Error(`${waiting} prompts and ${deletions} deletions are left.`)
  } finally {
    channel.close()
  }

  async function drain(): Promise<void> {
    const begunAt = Date.now()
    const mirror = createOutboxMirror(caches)
    const api = createOutboxCalls(tools.requestTools)
    await drainOutbox({
      store,
      api: createOutboxApi({ api, ownerKey, mintId }),
      lock: createSenderLock(
        navigator.locks,
        createOverdueHolder({ readClaim: () => readPromptClaim(store), steadyNow: () => performance.now() }),
      ),
      time: { now, random: () => Math.random() },
      mayGoOn: () => Date.now() - begunAt < BUDGET_MS,
      onChange({ id, state }) {
        channel.postMessage('changed')
        // A copy that stays is harmless: the prompt's id comes back with it.
        if (state === 'accepted' || state === 'canceled') mirror.remove(id).catch(() => undefined)
      },
    })
  }
}

async function isAnybodyLooking(): Promise<boolean> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return windows.some((window) => window.visibilityState === 'visible')
}
