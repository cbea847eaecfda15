import type { QueueClock } from './queue-clock.ts'

interface WaitOptions {
  /** The version read before looking at the messages: a change since then ends the wait at once, so none is missed. */
  readonly since: number
  /** Infinity waits for a change or the signal alone. */
  readonly ms: number
  readonly signal: AbortSignal | undefined
}

/** Wakes those who wait for a message whenever the set of messages may offer something new. */
export interface QueueChanges {
  version(): number
  announce(): void
  wait(options: WaitOptions): Promise<void>
}

export function createQueueChanges(clock: QueueClock): QueueChanges {
  let version = 0
  const waiting = new Set<() => void>()
  return {
    version: () => version,
    announce() {
      version += 1
      for (const wake of [...waiting]) wake()
    },
    wait({ since, ms, signal }) {
      if (since !== version || signal?.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const cancelTimer = Number.isFinite(ms) ? clock.setTimer(wake, Math.max(ms, 0)) : undefined
        waiting.add(wake)
        signal?.addEventListener('abort', wake)
        function wake() {
          cancelTimer?.()
          waiting.delete(wake)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
      })
    },
  }
}
