import type { Api } from '#api/api.ts'
import { isEnded, type Result, type StatusAnswer } from '#contract/job.ts'
import { createJobChanges, type JobChanges } from './change-job.ts'
import { withAccepted, withChange, withoutJob, withRemembered, withView } from './change-job-board.ts'
import type { JobBoardState } from './job-board-state.ts'
import { type AcceptedJob, recordOfAccepted } from './job-record.ts'
import type { JobStore } from './job-store.ts'
import { type JobView, viewOfRecord, viewOfStatus } from './job-view.ts'
import type { Observable, Writable } from './observable.ts'
import type { OwnerKeySource } from './owner-key.ts'
import { type Attention, createJobPoller, type TellsStatus } from './poll-jobs.ts'
import type { Timing } from './timing.ts'

/** Jobs of this device that are shown, and asked for, without a further press. */
const FIRST_SHOWN = 6
/** With those sent since. The others are looked at when they are asked for: a thousand prompts are no thousand pollers. */
const MOST_SHOWN = 12

export interface JobBoard extends JobChanges {
  readonly state: Observable<JobBoardState>
  /** Shows the newest jobs of this device and goes on watching those that have not ended. */
  readonly load: () => Promise<void>
  readonly showEarlier: () => Promise<void>
  /** A job that the server has just accepted. */
  readonly add: (job: AcceptedJob) => void
  /** Jobs that were accepted while this page was not there, or in another tab. */
  readonly adopt: (jobs: readonly AcceptedJob[]) => Promise<void>
  /** Any job by its id, also one made elsewhere. */
  readonly open: (jobId: string) => void
  readonly lookNow: (jobId: string) => void
}

interface JobBoardTools {
  /** Where the screens see it. */
  readonly state: Writable<JobBoardState>
  readonly api: Pick<Api, 'status' | 'cancel' | 'retry'>
  readonly ownerKey: OwnerKeySource
  readonly jobStore: JobStore
  readonly timing: Timing
  readonly mintId: () => string
  readonly attention: Attention
  readonly tabs: TellsStatus
  /** What changed in a job that was sent from this page. */
  readonly onProgress?: (before: readonly Result[], after: StatusAnswer) => void
  /** The server does not know the job. Answers whether it is sent again, so that there is still something to wait for. */
  readonly onLost?: (jobId: string) => Promise<boolean>
}

export function createJobBoard(tools: JobBoardTools): JobBoard {
  const { state, jobStore } = tools
  const sentHere = new Set<string>()
  let mostShown = MOST_SHOWN

  /** @param serverNowMs the server's clock, where its answer told it */
  function take(status: StatusAnswer, isOwnChange: boolean, serverNowMs?: number): void {
    const { jobId } = status
    const before = state.get().views.get(jobId)
    const offset = serverNowMs === undefined ? (before?.clockOffsetMs ?? 0) : serverNowMs - tools.timing.now()
    const view = viewOfStatus(before, status, offset)
    // The job is the server's; the copy only helps to read it without a network, and the store reports its own trouble.
    if (hasNews(before, view)) void jobStore.putStatus(status)
    state.set(withView(state.get(), view))
    if (isOwnChange || sentHere.has(jobId)) tools.onProgress?.(before?.results ?? [], status)
  }

  const poller = createJobPoller({
    ...tools,
    events: {
      onStatus: (status, serverNowMs) => take(status, false, serverNowMs),
      onTrouble: (jobId, nextTryAt) => state.set(withChange(state.get(), jobId, { nextTryAt })),
      async onUnknown(jobId) {
        const isSentAgain = (await tools.onLost?.(jobId)) ?? false
        const gone = { knowledge: 'unknown', hasEnded: true, nextTryAt: undefined } as const
        state.set(isSentAgain ? withoutJob(state.get(), jobId) : withChange(state.get(), jobId, gone))
      },
    },
  })

  async function showUpTo(count: number): Promise<void> {
    const [{ jobs, hasEarlier }, ownIds] = await Promise.all([jobStore.newest(count), jobStore.ownIds()])
    state.set(withRemembered(state.get(), { jobs, hasEarlier, ownIds }))
    for (const { jobId } of jobs) if (!state.get().views.get(jobId)?.hasEnded) poller.watch(jobId)
  }

  async function showRemembered(jobId: string): Promise<void> {
    const record = await jobStore.get(jobId)
    const isAnswered = state.get().views.get(jobId)?.knowledge === 'current'
    if (record === undefined || isAnswered) return
    // Others may have changed it since: it is shown as it was left, and asked for all the same.
    state.set(withChange(state.get(), jobId, { ...viewOfRecord(record), hasEnded: false }))
  }

  function watchChanged(status: StatusAnswer): void {
    take(status, true)
    if (isEnded(status.status)) return
    sentHere.add(status.jobId)
    poller.watch(status.jobId)
  }

  return {
    state,
    load: () => showUpTo(FIRST_SHOWN),
    showEarlier() {
      const count = state.get().shown.length + FIRST_SHOWN
      mostShown = Math.max(mostShown, count)
      return showUpTo(count)
    },
    add(job) {
      void jobStore.addAccepted([job])
      sentHere.add(job.jobId)
      const before = state.get().shown
      state.set(withAccepted(state.get(), recordOfAccepted(job), mostShown))
      for (const jobId of before) if (!state.get().shown.includes(jobId)) poller.unwatch(jobId)
      poller.watch(job.jobId)
    },
    async adopt(jobs) {
      if (await jobStore.addAccepted(jobs)) await showUpTo(Math.max(state.get().shown.length, FIRST_SHOWN))
    },
    open(jobId) {
      const view = state.get().views.get(jobId)
      if (view === undefined) state.set(withChange(state.get(), jobId, {}))
      if (view?.knowledge !== 'current' || !view.hasEnded) poller.watch(jobId)
      void showRemembered(jobId)
    },
    lookNow: poller.lookNow,
    ...createJobChanges(tools, watchChanged),
  }
}

/** Most looks at a job find it as it was: those write nothing. */
function hasNews(before: JobView | undefined, { results, hasEnded }: JobView): boolean {
  return before?.hasEnded !== hasEnded || JSON.stringify(before.results) !== JSON.stringify(results)
}
