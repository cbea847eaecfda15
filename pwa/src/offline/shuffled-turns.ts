import * as v from 'valibot'
import { createRandom } from '#contract/sketch/random.ts'
import type { Database } from './database.ts'

/** Where it stands among the settings. */
const KEY = 'exampleTurn'

const Turn = v.object({
  seed: v.number(),
  /** How many there are to choose from: where that changes, a new round begins. */
  count: v.number(),
  /** The next place in the order of this round. */
  place: v.number(),
  /** What the round before ended with, if there was one. */
  before: v.optional(v.number()),
  last: v.number(),
})
export type Turn = v.InferOutput<typeof Turn>

/** Goes through all of them in an order by chance before one comes again, and never has the same twice in a row. */
export function nextTurn(turn: Turn | undefined, count: number, newSeed: number): Turn {
  const isRoundOver = turn === undefined || turn.count !== count || turn.place >= count
  const round = isRoundOver ? { seed: newSeed, count, place: 0, ...(turn && { before: turn.last }) } : turn
  const last = orderOf(round)[round.place] ?? 0
  return { ...round, place: round.place + 1, last }
}

/**
 * The turn after the one that this device remembers.
 * @param random from 0 to below 1
 */
export function takeTurn(database: Database, count: number, random: () => number): Promise<number> {
  return database.run(async (handle) => {
    // Read and written at once: two tabs take two turns.
    const transaction = handle.transaction('settings', 'readwrite')
    const parsed = v.safeParse(Turn, await transaction.store.get(KEY))
    const turn = nextTurn(parsed.success ? parsed.output : undefined, count, Math.floor(random() * 2 ** 32))
    await transaction.store.put(turn, KEY)
    await transaction.done
    return turn.last
  })
}

function orderOf({ seed, count, before }: Pick<Turn, 'seed' | 'count' | 'before'>): readonly number[] {
  const random = createRandom(seed)
  const rest = Array.from({ length: count }, (_, index) => index)
  const order = rest.slice().flatMap(() => rest.splice(random.below(rest.length), 1))
  const [first, ...others] = order
  return first !== undefined && first === before ? [...others, first] : order
}
