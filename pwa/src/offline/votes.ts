import * as v from 'valibot'
import type { Database } from './database.ts'
import { createObservable, type Observable } from './observable.ts'

/** Where they stand among the settings, so that they go with a copy of the device. */
const KEY = 'votes'
/** Thousands of votes tell no more than these, and all are written at once. */
const MOST_VOTES = 2000

const Candidate = v.object({ model: v.string(), label: v.string() })

/** One blind vote about pictures of one prompt. */
export const Vote = v.object({
  /** Names the pictures, so that a second vote about them is known as one. */
  id: v.string(),
  /** Milliseconds. */
  votedAt: v.number(),
  candidates: v.array(Candidate),
  /** The model of the best picture; left out where no difference was seen. */
  best: v.optional(v.string()),
})
export type Vote = v.InferOutput<typeof Vote>

/** `isRead` is false until it is known what this device holds. */
export interface VotesState {
  readonly isRead: boolean
  readonly votes: readonly Vote[]
}

/** The votes of this device. They never leave it. */
export interface Votes {
  readonly state: Observable<VotesState>
  /** @throws where they cannot be read */
  readonly read: () => Promise<void>
  /**
   * The first vote about the same pictures stands.
   * @throws where the device does not keep it; it then counts for as long as the page lives
   */
  readonly add: (vote: Vote) => Promise<void>
  /** @throws where the device refuses; the votes are still there then */
  readonly clear: () => Promise<void>
}

export function createVotes(database: Database): Votes {
  const state = createObservable<VotesState>({ isRead: false, votes: [] })
  return {
    state,
    async read() {
      const rows = await database.run((handle) => handle.get('settings', KEY))
      state.set({ isRead: true, votes: merge(votesIn(rows), state.get().votes) })
    },
    async add(vote) {
      state.set({ ...state.get(), votes: merge(state.get().votes, [vote]) })
      await database.run((handle) => append(handle.transaction('settings', 'readwrite'), vote))
    },
    async clear() {
      await database.run((handle) => handle.delete('settings', KEY))
      state.set({ isRead: true, votes: [] })
    },
  }
}

/** Read and written in one transaction, since another tab votes too. Rows of a newer version stay as they are. */
async function append(transaction: SettingsTransaction, vote: Vote): Promise<void> {
  const stored = await transaction.store.get(KEY)
  const rows: readonly unknown[] = Array.isArray(stored) ? stored : []
  const isKnown = votesIn(rows).some(({ id }) => id === vote.id)
  if (!isKnown) await transaction.store.put([...rows, vote].slice(-MOST_VOTES), KEY)
  await transaction.done
}

interface SettingsTransaction {
  readonly store: {
    readonly get: (key: string) => Promise<unknown>
    readonly put: (value: unknown, key: string) => Promise<unknown>
  }
  readonly done: Promise<void>
}

function votesIn(rows: unknown): readonly Vote[] {
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row) => {
    const parsed = v.safeParse(Vote, row)
    return parsed.success && parsed.output.candidates.length > 1 ? [parsed.output] : []
  })
}

function merge(first: readonly Vote[], more: readonly Vote[]): readonly Vote[] {
  return [...new Map([...more, ...first].map((vote) => [vote.id, vote])).values()].toSorted(
    (one, other) => one.votedAt - other.votedAt,
  )
}
