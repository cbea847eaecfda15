import type { RequestFailure } from '#api/answer.ts'
import type { GalleryApi } from '#api/gallery-api.ts'
import type { DayFile } from '#contract/gallery-index.ts'
import { classifyFailure } from './classify-answer.ts'
import { backOffMs, OUTBOX_TIMING } from './outbox-timing.ts'
import type { Attention } from './poll-jobs.ts'
import type { Timing } from './timing.ts'

/** Files that are fetched side by side: enough to fill a line, too few to be in anybody's way. */
const LANES = 3

export interface DayFetcher {
  /** Fetches these files, in this order; those that could not be had before are tried again. */
  readonly want: (days: readonly string[]) => void
}

interface FetchTools {
  readonly api: Pick<GalleryApi, 'dayFile'>
  readonly timing: Timing
  readonly attention: Attention
  readonly mintId: () => string
  /** Whether another tab has fetched it meanwhile; then it is taken from there. */
  readonly takeKept: (day: string) => Promise<boolean>
  readonly onFile: (file: DayFile) => Promise<void>
  readonly onTrouble: (error: unknown) => void
}

/**
 * Fetches day files in the background: a few at once, only while somebody looks, and with pauses while no server is
 * there. Coming back, to the page or to the network, is a reason to go on.
 */
export function createDayFetcher(tools: FetchTools): DayFetcher {
  const { api, timing, attention, mintId, takeKept, onFile, onTrouble } = tools
  let waiting: string[] = []
  const underWay = new Set<string>()
  let lanes = 0
  let failures = 0
  /** Files in a row that were not there: a firewall says so of each. */
  let absent = 0
  let isPaused = false
  let endPause: () => void = () => undefined

  attention.onWake(() => {
    resume()
  })

  function resume(): void {
    endPause()
    isPaused = false
    while (lanes < LANES && waiting.length > 0 && attention.isVisible()) {
      lanes += 1
      runLane().catch(onTrouble)
    }
  }

  async function runLane(): Promise<void> {
    try {
      while (!isPaused && attention.isVisible()) {
        const day = waiting.shift()
        if (day === undefined) return
        underWay.add(day)
        await fetchDay(day).finally(() => underWay.delete(day))
      }
    } finally {
      lanes -= 1
    }
  }

  async function fetchDay(day: string): Promise<void> {
    if (await takeKept(day)) return
    const answer = await api.dayFile(day, { correlationId: mintId() })
    if (answer.ok) {
      failures = 0
      absent = 0
      await onFile(answer.value)
      return
    }
    // One file that is not there is no reason to stop; it is asked for again with the next list of days.
    absent += 1
    if (concernsAll(answer.failure)) waiting.unshift(day)
    else if (absent < LANES) return
    pause(answer.failure.retryAfterMs ?? 0)
  }

  function pause(atLeastMs: number): void {
    if (isPaused) return
    isPaused = true
    failures += 1
    endPause = timing.after(Math.max(backOffMs(failures, OUTBOX_TIMING, timing.random), atLeastMs), resume)
  }

  return {
    want(days) {
      waiting = days.filter((day) => !underWay.has(day))
      resume()
    },
  }
}

/** Whether another file would fare the same: no server, a server in trouble, a sign-in page. */
function concernsAll(failure: RequestFailure): boolean {
  const isAbsent = failure.kind === 'foreign' && (failure.status === 404 || failure.status === 403)
  return !isAbsent && classifyFailure(failure).kind === 'later'
}
