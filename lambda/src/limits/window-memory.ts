import type { KnownSlots } from './take-slots.ts'

/** Windows that are remembered at a time. Forgetting one only costs store calls. */
const MAX_WINDOWS = 1000

/** What this process has learned of windows, the least used ones forgotten first. */
export function createWindowMemory(maxWindows = MAX_WINDOWS): (window: string) => KnownSlots {
  const windows = new Map<string, KnownSlots>()
  return function knownSlotsOf(window) {
    const known: KnownSlots = windows.get(window) ?? new Map()
    // A Map keeps the order of insertion: taken out and put in again, this window is the last one to go.
    windows.delete(window)
    windows.set(window, known)
    const [leastUsed] = windows.keys()
    if (windows.size > maxWindows && leastUsed !== undefined) windows.delete(leastUsed)
    return known
  }
}
