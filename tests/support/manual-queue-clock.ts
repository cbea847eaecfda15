import type { QueueClock } from '../../lambda/src/queue/queue-clock.ts'

/** A clock for tests: time stands still until it is advanced. */
export interface ManualQueueClock extends QueueClock {
  /** Calls back every timer that falls due, in order. */
  advance(ms: number): void
  pendingTimers(): number
}

export function createManualQueueClock(startMs = Date.UTC(2026, 0, 1)): ManualQueueClock {
  let nowMs = startMs
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>()

  function nextDue(untilMs: number) {
    const due = [...timers].filter(({ dueMs }) => dueMs <= untilMs)
    return due.sort((one, other) => one.dueMs - other.dueMs)[0]
  }

  return {
    now: () => nowMs,
    setTimer(callback, ms) {
      const timer = { dueMs: nowMs + ms, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance(ms) {
      const untilMs = nowMs + ms
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        nowMs = Math.max(nowMs, timer.dueMs)
        timers.delete(timer)
        timer.callback()
      }
      nowMs = untilMs
    },
    pendingTimers: () => timers.size,
  }
}
