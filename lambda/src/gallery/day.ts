import type { Timing } from '../jobs/timing.ts'

export const DAY_MS = 24 * 3_600_000

/**
 * A publication that is written down this close to the sealing of its day, or after it, counts as late: clocks of two
 * machines differ by less.
 */
const CLOCK_SKEW_MS = 60_000

/** The day (UTC) of a time, such as 2026-11-26. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10)
}

/** Its first millisecond. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`)
}

/** Whether a job that was accepted then may still bring its first pictures. A further attempt can come at any time. */
export function mayBeUnderWay(createdAtMs: number, { now, jobMs, claimMs, readerGraceMs }: Timing): boolean {
  return now() - createdAtMs < jobMs + claimMs + readerGraceMs
}

/** From when on a day can be sealed: it is over, and every deadline of its jobs has passed. */
function sealableAt(day: string, { jobMs, claimMs, readerGraceMs }: Timing): number {
  return startOf(day) + DAY_MS + jobMs + claimMs + readerGraceMs
}

/** The latest day that can be sealed now. */
export function lastSealableDay(timing: Timing): string {
  const { now, jobMs, claimMs, readerGraceMs } = timing
  return dayOf(now() - DAY_MS - jobMs - claimMs - readerGraceMs)
}

/** Whether whoever seals the day of a job may have looked at the gallery before now. */
export function mayBeSealed(createdAtMs: number, timing: Timing): boolean {
  return timing.now() >= sealableAt(dayOf(createdAtMs), timing) - CLOCK_SKEW_MS
}
