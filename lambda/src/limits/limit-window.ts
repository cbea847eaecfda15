const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export type Period = 'hour' | 'day'

/** A piece of time in which a limit counts. All are in UTC, so that every process has the same ones. */
export interface TimeWindow {
  /** 2026-11-24T13 or 2026-11-24 */
  readonly name: string
  /** Milliseconds since the epoch: the first moment after it. */
  readonly endsAtMs: number
}

export function windowAt(period: Period, nowMs: number): TimeWindow {
  const [lengthMs, nameChars] = period === 'hour' ? [HOUR_MS, 13] : [DAY_MS, 10]
  return {
    name: new Date(nowMs).toISOString().slice(0, nameChars),
    endsAtMs: (Math.floor(nowMs / lengthMs) + 1) * lengthMs,
  }
}
