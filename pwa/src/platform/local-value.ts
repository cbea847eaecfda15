/*
 * Small values that have to be there at once: before the first paint, or when a page is leaving. What can wait stands in the
 * database.
 */

/** Null where nothing is kept; undefined where the browser blocks the storage, whose name alone throws then. */
export function readLocal(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key)
  } catch {
    return undefined
  }
}

/** Answers false where it cannot be kept: blocked, or full. @param value null removes it */
export function writeLocal(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}
