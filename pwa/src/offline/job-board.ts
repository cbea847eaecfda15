import type { Api } from '#api/api.ts'
import { isEnded, type Result, type StatusAnswer } from '#contract/job.ts'
import { createJobChanges, type JobChanges } from './change-job.ts'
import { createObservable, type Observable } from './observable.ts'
import type { OwnerKeySource } from './owner-key.ts'
import { type Attention, createJobPoller } from './poll-jobs.ts'
import type { RecentJob, RecentJobs } from './recent-jobs.ts'
import type { Timing } from './timing.ts'

/** Jobs of this device that are shown, and asked for, without a further press. */
const FIRST_SHOWN = 6

/** One job as far as this page knows it. */
export interface JobView {
  readonly jobId: string
  readonly prompt: string
  readonly createdAt: string
  readonly aspectRatio?: string | undefined
  readonly results: readonly Result[]
  readonly hasEnded: boolean
  /** `known` from this device alone, `current` from the server, `unknown` to the server. */
  readonly knowledge: 'known' | 'current' | 'unknown'
  /** Set while the server cannot be asked: when it is asked again, in milliseconds. */
  readonly nextTryAt?: number | undefined
  /** The server's clock minus this device's, milliseconds. */
  readonly clockOffsetMs: number
}

export interface JobBoardState {
  readonly views: ReadonlyMap<string, JobView>
  /** Ids of the jobs made on this device that are shown, newest first. */
  readonly shown: readonly string[]
  readonly hasEarlier: boolean
  /** Ids of all jobs made on this device: it holds the key to change them. */
  readonly own: ReadonlySet<string>
}

export interface JobBoard extends JobChanges {
  readonly state: Observable<JobBoardState>
  /** Shows the newest jobs of this device and goes on watching them. */
  readonly load: () => Promise<void>
  readonly showEarlier: () => Promise<void>
  /** A job that the server has just accepted. */
  readonly add: (job: RecentJob) => void
  /** Any job by its id, also one made elsewhere. */
  readonly open: (jobId: string) => void
  readonly lookNow: (jobId: string) => void
}

interface JobBoardTools {
  readonly api: Pick<Api, 'status' | 'cancel' | 'retry'>
  readonly ownerKey: OwnerKeySource
  readonly recentJobs: RecentJobs
  readonly timing: Timing
  readonly mintId: () => string
  readonly attention: Attention
  /** What changed in a job that was sent from this page. */
  readonly onProgress?: (before: readonly Result[], after: StatusAnswer) => void
}

export function createJobBoard(tools: JobBoardTools): JobBoard {
  const { recentJobs, timing, onProgress } = tools
  const state = createObservable<JobBoardState>({ views: new Map(), shown: [], hasEarlier: false, own: new Set() })
  const sentHere = new Set<string>()
  const poller = createJobPoller({
    ...tools,
    events: {
      onStatus(status, serverNowMs) {
        const before = state.get().views.get(status.jobId)
        put(viewOfStatus(before, status, serverNowMs === undefined ? 0 : serverNowMs - timing.now()))
        if (sentHere.has(status.jobId)) onProgress?.(before?.results ?? [], status)
      },
      onTrouble: (jobId, nextTryAt) => change(jobId, { nextTryAt }),
      onUnknown: (jobId) => change(jobId, { knowledge: 'unknown', hasEnded: true, nextTryAt: undefined }),
    },
  })

  function put(view: JobView): void {
    state.set({ ...state.get(), views: new Map(state.get().views).set(view.jobId, view) })
  }

  function change(jobId: string, part: Partial<JobView>): void {
    put({ ...(state.get().views.get(jobId) ?? emptyView(jobId)), ...part })
  }

  async function showUpTo(count: number): Promise<void> {
    const jobs = await recentJobs.list()
    const shown = jobs.slice(0, count)
    const views = new Map(state.get().views)
    for (const job of shown) if (!views.has(job.jobId)) views.set(job.jobId, viewOfRecent(job))
    const own = new Set([...state.get().own, ...jobs.map((job) => job.jobId)])
    state.set({ views, shown: shown.map((job) => job.jobId), hasEarlier: jobs.length > shown.length, own })
    for (const { jobId } of shown) if (!views.get(jobId)?.hasEnded) poller.watch(jobId)
  }

  const changes = createJobChanges(tools, (status) => {
    const before = state.get().views.get(status.jobId)
    put(viewOfStatus(before, status, before?.clockOffsetMs ?? 0))
    onProgress?.(before?.results ?? [], status)
    if (isEnded(status.status)) return
    sentHere.add(status.jobId)
    poller.watch(status.jobId)
  })

  return {
    state,
    load: () => showUpTo(FIRST_SHOWN),
    showEarlier: () => showUpTo(state.get().shown.length + FIRST_SHOWN),
    add(job) {
      sentHere.add(job.jobId)
      const { views, shown, hasEarlier, own } = state.get()
      const others = shown.filter((each) => each !== job.jobId)
      state.set({
        views: views.has(job.jobId) ? views : new Map(views).set(job.jobId, viewOfRecent(job)),
        shown: [job.jobId, ...others],
        hasEarlier,
        own: new Set(own).add(job.jobId),
      })
      poller.watch(job.jobId)
      // The job is the server's already; the list only helps to find it again, and the store reports its own trouble.
      void recentJobs.add(job)
    },
    open(jobId) {
      const view = state.get().views.get(jobId)
      if (view === undefined) put(emptyView(jobId))
      if (!view?.hasEnded) poller.watch(jobId)
    },
    lookNow: poller.lookNow,
    ...changes,
  }
}

function emptyView(jobId: string): JobView {
  return { jobId, prompt: '', createdAt: '', results: [], hasEnded: false, knowledge: 'known', clockOffsetMs: 0 }
}

function viewOfRecent({ models, ...job }: RecentJob): JobView {
  const results = models.map(({ id, ...model }) => ({ status: 'pending' as const, model: id, attempt: 1, ...model }))
  return { ...emptyView(job.jobId), ...job, results }
}

function viewOfStatus(before: JobView | undefined, status: StatusAnswer, clockOffsetMs: number): JobView {
  const { jobId, prompt, createdAt, results, aspectRatio } = status
  return {
    ...{ jobId, prompt, createdAt, results, clockOffsetMs },
    aspectRatio: aspectRatio ?? before?.aspectRatio,
    hasEnded: isEnded(status.status),
    knowledge: 'current',
  }
}
