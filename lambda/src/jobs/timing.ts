import type { ClaimRecord } from './job-records.ts'

/** The clock and the limits of time that the life of a job hangs on. All in milliseconds. */
export interface Timing {
  readonly now: () => number
  /**
   * Set where one process owns the store and the queue (the local stack), to an id minted at its start: what an earlier
   * start left unfinished is then known to be dead at once. Left out in AWS, where only deadlines tell.
   */
  readonly startId: string | undefined
  /** A request without its queued marker counts as dead after this; above the API function's timeout. */
  readonly acceptanceMs: number
  /** A claimed run ends within this; worker timeout plus a reserve, below the queue's visibility timeout. */
  readonly claimMs: number
  /** A reader tells a run's end by its deadline this much later: a writer that was in time may still be writing. */
  readonly readerGraceMs: number
  /** A run that was not claimed this long after its job was accepted ends as `expired`. */
  readonly jobMs: number
}

/** Values of architecture section 9, for a worker timeout of 240 s. */
export const TIMING = { acceptanceMs: 30_000, claimMs: 270_000, readerGraceMs: 15_000, jobMs: 3_600_000 } as const

/** Whether a record was written by a process that is known to be gone. */
export function isOfEarlierStart(record: { startId?: string | undefined }, timing: Timing): boolean {
  return timing.startId !== undefined && record.startId !== timing.startId
}

/**
 * When a run without a result counts as `expired`, in milliseconds since the epoch. Reader and worker ask this one
 * function, so that a state that was once reported as final never changes.
 * @param acceptedAt when the job, or a further attempt of it, was accepted
 */
export function runDeadline(acceptedAt: string, claim: ClaimRecord | undefined, timing: Timing): number {
  const jobDeadline = Date.parse(acceptedAt) + timing.jobMs
  if (claim === undefined || isOfEarlierStart(claim, timing)) return jobDeadline
  return Date.parse(claim.deadlineAt)
}
