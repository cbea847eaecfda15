/** Time as a queue sees it. Tests pass one that they move by hand. */
export interface QueueClock {
  /** Whole milliseconds since the epoch. */
  now(): number
  /** Calls back once after `ms` milliseconds; the answer cancels that. */
  setTimer(callback: () => void, ms: number): () => void
}

export const systemQueueClock: QueueClock = {
  now: () => Date.now(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
