import type { DeletionRecord } from './deletion-record.ts'
import type { DeletionStore } from './deletion-store.ts'
import { createObservable, type Observable } from './observable.ts'
import { onceAtATime } from './once-at-a-time.ts'
import type { News } from './outbox.ts'
import type { Attention } from './poll-jobs.ts'
import { type SendTools, sendDeletions } from './send-deletions.ts'
import type { Timing } from './timing.ts'

/** No wait in a page is longer: a timer of a sleeping device is not to be trusted. */
const MAX_TIMER_MS = 3_600_000

/** Which jobs are deleted from here, or are about to be. */
export interface DeletedJobs {
  /** Not shown, whatever the server says of them. */
  readonly hidden: ReadonlySet<string>
  /** Of those, the ones that are gone from the server too. */
  readonly gone: ReadonlySet<string>
  /** Somebody still has to be told. */
  readonly waiting: number
}

const NONE: DeletedJobs = { hidden: new Set(), gone: new Set(), waiting: 0 }

/** Deletions as a page has them, with a sender that looks whenever there is a reason. */
export interface Deletions {
  readonly state: Observable<DeletedJobs>
  /** Reads what waits and begins to send. Resolves before anything is sent; once a page. */
  readonly start: () => Promise<void>
  /** Resolves when it is on the disk; the jobs are hidden at once. @throws where the device cannot keep it */
  readonly remove: (ids: readonly string[]) => Promise<void>
  /** Somebody is still at it: the time for undoing begins anew. */
  readonly postpone: (ids: readonly string[]) => Promise<void>
  /** Answers false where one of them was sent already. */
  readonly undo: (ids: readonly string[]) => Promise<boolean>
  /** The server has said that they are gone. */
  readonly markGone: (ids: readonly string[]) => Promise<void>
}

interface DeletionTools extends Pick<SendTools, 'deleteJob' | 'lock' | 'dropPictures'> {
  readonly store: DeletionStore
  readonly timing: Timing
  readonly attention: Attention
  readonly news: News
  readonly mintId: () => string
  /** Asks for a look when there is a network, also without this page. */
  readonly requestWakeUp: () => Promise<void>
  /** The server refuses to delete these: they are shown again. */
  readonly onRefused: (ids: readonly string[]) => void
  readonly onTrouble: (error: unknown) => void
}

export function createDeletions(tools: DeletionTools): Deletions {
  const { store, timing, attention, news, mintId, requestWakeUp, onRefused, onTrouble } = tools
  const state = createObservable(NONE)
  let cancelTimer: () => void = () => undefined

  const refresh = onceAtATime(async () => {
    const records = await store.readAll()
    if (records.some((record) => record.state === 'refused')) {
      // Taken out by one of the tabs, which tells it.
      const refused = await store.clear(timing.now())
      if (refused.length > 0) onRefused(refused)
    }
    state.set(stateOf(records))
  })

  const drain = onceAtATime(async () => {
    cancelTimer()
    const { wakeAt } = await sendDeletions({ ...tools, time: timing, onSettled: news.tell })
    await refresh()
    if (wakeAt !== undefined && attention.isVisible()) {
      cancelTimer = timing.after(Math.min(Math.max(wakeAt - timing.now(), 0), MAX_TIMER_MS), look)
    }
  })

  function look(): void {
    drain().catch(onTrouble)
  }

  async function hurry(): Promise<void> {
    await store.hurry(timing.now())
    look()
  }

  async function told<T>(change: () => Promise<T>): Promise<T> {
    const result = await change()
    await refresh()
    news.tell()
    look()
    return result
  }

  return {
    state,
    async start() {
      await store.clear(timing.now()).then((refused) => refused.length > 0 && onRefused(refused))
      await refresh()
      attention.onWake(() => {
        hurry().catch(onTrouble)
      })
      attention.onRest(() => {
        if (state.get().waiting > 0) requestWakeUp().catch(onTrouble)
      })
      news.onNews((kind) => {
        if (kind === 'look') hurry().catch(onTrouble)
        else refresh().catch(onTrouble)
      })
      hurry().catch(onTrouble)
    },
    remove(ids) {
      return told(async () => {
        await store.add(ids, { now: timing.now(), mintId })
        // Where the page is closed within the time for undoing, the service worker sends it.
        requestWakeUp().catch(onTrouble)
      })
    },
    postpone: (ids) => store.postpone(ids, timing.now()),
    undo: (ids) => told(() => store.undo(ids)),
    markGone: (ids) => told(() => store.markGone(ids, timing.now())),
  }
}

function stateOf(records: readonly DeletionRecord[]): DeletedJobs {
  const idsOf = (...states: readonly DeletionRecord['state'][]) => {
    return new Set(records.filter(({ state }) => states.includes(state)).map(({ id }) => id))
  }
  const waiting = idsOf('waiting').size
  return { hidden: idsOf('waiting', 'done'), gone: idsOf('done'), waiting }
}
