import { mayHelpToRepeat } from '#api/answer.ts'
import type { Api } from '#api/api.ts'
import { isEnded, type StatusAnswer } from '#contract/job.ts'
import { nextLookMs, nextTryMs } from './poll-schedule.ts'
import type { Timing } from './timing.ts'

/** Whether anybody looks. */
export interface Attention {
  readonly isVisible: () => boolean
  /** Calls back when somebody looks again, or the network is back. */
  readonly onWake: (callback: () => void) => void
  /** Calls back when nobody looks any more. */
  readonly onRest: (callback: () => void) => void
}

/** Between two looks of a hidden page, milliseconds. */
const HIDDEN_LOOK_MS = 30_000

export interface PollEvents {
  readonly onStatus: (status: StatusAnswer, serverNowMs: number | undefined) => void
  /** The server cannot be asked; the next try is at that time, in milliseconds. */
  readonly onTrouble: (jobId: string, nextTryAt: number) => void
  /** The server does not know the job, or its id is none. */
  readonly onUnknown: (jobId: string) => void
}

/** An answer of the server, handed to the other tabs: whoever asks, asks for all of them. */
export interface TellsStatus {
  readonly tell: (status: StatusAnswer, serverNowMs: number | undefined) => void
  readonly onTold: (callback: (status: StatusAnswer, serverNowMs: number | undefined) => void) => void
}

export interface JobPoller {
  /** Looks at once, then again until the job has ended. Watching a watched job changes nothing. */
  readonly watch: (jobId: string) => void
  /** Looks no more, until it is watched again. */
  readonly unwatch: (jobId: string) => void
  /** Looks now, whatever the schedule says. */
  readonly lookNow: (jobId: string) => void
}

interface PollerTools {
  readonly api: Pick<Api, 'status'>
  readonly timing: Timing
  readonly mintId: () => string
  readonly attention: Attention
  readonly events: PollEvents
  readonly tabs: TellsStatus
}

interface Watched {
  readonly jobId: string
  readonly correlationId: string
  readonly since: number
  newsAt: number
  seen: string
  failures: number
  isAsking: boolean
  cancelWait: () => void
}

/**
 * Follows jobs until they end: fast first, slower later, and rarely while hidden. It never gives up. Where several tabs
 * follow a job, what one of them is told counts as a look of all.
 */
export function createJobPoller({ api, timing, mintId, attention, events, tabs }: PollerTools): JobPoller {
  const watched = new Map<string, Watched>()
  attention.onWake(() => {
    for (const job of watched.values()) look(job)
  })
  tabs.onTold((status, serverNowMs) => {
    const job = watched.get(status.jobId)
    if (job !== undefined) follow(job, status, serverNowMs)
  })

  function look(job: Watched): void {
    if (job.isAsking) return
    job.cancelWait()
    job.isAsking = true
    // `ask` turns every outcome into an event; what it throws is a fault of ours and belongs to the error report.
    void ask(job)
  }

  async function ask(job: Watched): Promise<void> {
    const { jobId, correlationId } = job
    const answer = await api.status(jobId, { correlationId }).finally(() => {
      job.isAsking = false
    })
    if (answer.ok) {
      tabs.tell(answer.value, answer.serverNowMs)
      follow(job, answer.value, answer.serverNowMs)
    } else if (mayHelpToRepeat(answer.failure)) {
      job.failures += 1
      const waitMs = Math.max(nextTryMs(job.failures, timing.random), answer.failure.retryAfterMs ?? 0)
      wait(job, waitMs)
      events.onTrouble(jobId, timing.now() + waitMs)
    } else {
      watched.delete(jobId)
      events.onUnknown(jobId)
    }
  }

  function follow(job: Watched, status: StatusAnswer, serverNowMs: number | undefined): void {
    noteNews(job, status)
    job.cancelWait()
    if (isEnded(status.status)) watched.delete(job.jobId)
    else {
      const now = timing.now()
      wait(job, nextLookMs({ sinceWatchedMs: now - job.since, sinceNewsMs: now - job.newsAt }, timing.random))
    }
    events.onStatus(status, serverNowMs)
  }

  function noteNews(job: Watched, { results }: StatusAnswer): void {
    job.failures = 0
    const seen = results.map((result) => result.status).join()
    if (seen !== job.seen) job.newsAt = timing.now()
    job.seen = seen
  }

  function wait(job: Watched, ms: number): void {
    if (watched.get(job.jobId) !== job) return
    // Hidden, it goes on at ease: somebody may want to be told that it is done.
    job.cancelWait = timing.after(attention.isVisible() ? ms : Math.max(ms, HIDDEN_LOOK_MS), () => look(job))
  }

  return {
    watch(jobId) {
      if (watched.has(jobId)) return
      const now = timing.now()
      const job: Watched = {
        ...{ jobId, correlationId: mintId(), since: now, newsAt: now, seen: '', failures: 0, isAsking: false },
        cancelWait: () => undefined,
      }
      watched.set(jobId, job)
      look(job)
    },
    unwatch(jobId) {
      watched.get(jobId)?.cancelWait()
      watched.delete(jobId)
    },
    lookNow(jobId) {
      const job = watched.get(jobId)
      if (job !== undefined) look(job)
    },
  }
}
