/** For this long after a job is watched, looks follow one another closely, so that a quick model's picture is seen at once. */
const FAST_PHASE_MS = 3000
const FAST_WAIT_MS = 150
const FAST_SPREAD_MS = 100
const MIN_WAIT_MS = 1000
const MAX_WAIT_MS = 15_000
/** Waits of a quarter of the time without news: a picture is shown at most that much later than it was ready. */
const WAIT_SHARE = 4

/** Milliseconds until the next look at a running job. Chance spreads the looks of many apps over the time. */
export function nextLookMs(times: { sinceWatchedMs: number; sinceNewsMs: number }, random: () => number): number {
  if (times.sinceWatchedMs < FAST_PHASE_MS) return FAST_WAIT_MS + random() * FAST_SPREAD_MS
  const wait = Math.min(Math.max(times.sinceNewsMs / WAIT_SHARE, MIN_WAIT_MS), MAX_WAIT_MS)
  return wait * (0.85 + random() * 0.3)
}

/** Milliseconds until the next try after that many failed looks in a row: 1, 2, 4, 8, then 15 s. */
export function nextTryMs(failures: number, random: () => number): number {
  return Math.min(MIN_WAIT_MS * 2 ** (failures - 1), MAX_WAIT_MS) * (0.85 + random() * 0.3)
}
