import { mintJobId } from '#contract/ids.ts'
import { seededRandom } from '../support/seeded-random.ts'

const START = Date.parse('2026-11-24T12:00:00Z')

/** Chance and time of one simulation: everything that differs between two seeds comes from here. */
export interface Fate {
  readonly random: () => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  readonly mintId: () => string
  /** The device's clock. */
  readonly now: () => number
  /** The server's clock, which nobody sets back. */
  readonly serverNow: () => number
  readonly setClock: (byMs: number) => void
  readonly pass: (ms: number) => void
  /** While true nothing bad happens any more. */
  isCalm: boolean
  /** While true no request gets through. */
  isDown: boolean
}

export function createFate(seed: number): Fate {
  const random = seededRandom(seed)
  let now = START
  let wrongBy = 0
  const fillBytes = (bytes: Uint8Array) => {
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(random() * 256)
  }
  return {
    random,
    chance: (share) => random() < share,
    pick(items) {
      const item = items[Math.floor(random() * items.length)]
      if (item === undefined) throw new Error('Nothing to pick from.')
      return item
    },
    mintId: () => mintJobId(now + wrongBy, fillBytes),
    now: () => now + wrongBy,
    serverNow: () => now,
    setClock: (byMs) => {
      wrongBy += Math.floor(byMs)
    },
    pass: (ms) => {
      now += Math.floor(ms)
    },
    isCalm: false,
    isDown: false,
  }
}
