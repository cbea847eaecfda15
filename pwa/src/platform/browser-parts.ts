import type { Timing } from '#offline/timing.ts'
import { createAttention } from './attention.ts'

const timing: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

/** Clock, chance, network and attention of the browser. */
export function browserParts() {
  return {
    timing,
    fetch: ((input, init) => fetch(input, init)) satisfies typeof fetch,
    attention: createAttention(),
    randomBytes: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  }
}
