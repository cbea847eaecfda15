import type { Timing } from '#offline/timing.ts'

export interface ManualTiming extends Timing {
  /** Lets time pass: runs what falls due, in its order, and what that brings about. */
  readonly advance: (ms: number) => Promise<void>
  /** Milliseconds until each callback that waits. */
  readonly waits: () => number[]
}

/** A clock for tests, which moves only when told to. Chance is always one half. */
export function createManualTiming(startMs = Date.parse('2026-11-24T12:00:00Z')): ManualTiming {
  let now = startMs
  let waiting: { readonly at: number; readonly callback: () => void }[] = []

  return {
    now: () => now,
    random: () => 0.5,
    after(ms, callback) {
      const entry = { at: now + ms, callback }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((each) => each !== entry)
      }
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (let next = firstUntil(end); next !== undefined; next = firstUntil(end)) {
        const due = next
        waiting = waiting.filter((each) => each !== due)
        now = Math.max(now, due.at)
        due.callback()
        await settle()
      }
      now = end
    },
    waits: () => waiting.map((each) => each.at - now),
  }

  function firstUntil(end: number) {
    return waiting.filter((each) => each.at <= end).sort((one, other) => one.at - other.at)[0]
  }
}

/** Lets promises and the tasks they start come to rest. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}
