import type { Vote } from '#offline/votes.ts'
import { wilsonInterval } from './wilson-interval.ts'

/**
 * Who looks at the figures after each vote meets an interval that excludes chance by luck sooner or later, most likely
 * among the first few votes. Below this number nothing is said, whatever the interval.
 */
const FEWEST_VOTES = 10

/** Against what chance alone would give: more, less, no clear difference, or too few votes to tell. */
export type Verdict = 'few' | 'more' | 'less' | 'even'

export interface ModelRate {
  readonly model: string
  readonly label: string
  readonly won: number
  /** Votes with this model among the candidates in which one was chosen. */
  readonly of: number
  readonly verdict: Verdict
}

/** Two models that stood in the same votes, of which one won; the first is the one that won more. */
export interface PairRate {
  /** The ids of the two models. */
  readonly key: string
  readonly first: string
  readonly second: string
  readonly won: number
  readonly of: number
  /** Of the first against the second. */
  readonly verdict: Verdict
}

/** How often each model won, the one with the best share first. Votes without a difference decide nothing. */
export function modelRates(votes: readonly Vote[]): readonly ModelRate[] {
  const decided = votes.filter(({ best }) => best !== undefined)
  const rates = labelsOf(votes).map(([model, label]) => {
    const own = decided.filter(({ candidates }) => candidates.some((each) => each.model === model))
    const won = own.filter(({ best }) => best === model).length
    const chance = own.reduce((sum, { candidates }) => sum + 1 / candidates.length, 0) / own.length
    return { model, label, won, of: own.length, verdict: verdictOf(won, own.length, chance) }
  })
  return rates.toSorted((one, other) => shareOf(other) - shareOf(one) || other.of - one.of)
}

/** How often each model won against each other one. A vote that a third model won says nothing about a pair. */
export function pairRates(votes: readonly Vote[]): readonly PairRate[] {
  const labels = labelsOf(votes)
  const pairs = labels.flatMap(([model, label], index) =>
    labels.slice(index + 1).map(([otherModel, otherLabel]) => {
      const [one, other] = [winsAgainst(votes, model, otherModel), winsAgainst(votes, otherModel, model)]
      const [first, second] = one >= other ? [label, otherLabel] : [otherLabel, label]
      const [won, of] = [Math.max(one, other), one + other]
      return { key: `${model} ${otherModel}`, first, second, won, of, verdict: verdictOf(won, of, 1 / 2) }
    }),
  )
  return pairs.filter(({ of }) => of > 0).toSorted((one, other) => other.of - one.of)
}

function winsAgainst(votes: readonly Vote[], model: string, other: string): number {
  return votes.filter(({ best, candidates }) => best === model && candidates.some((each) => each.model === other))
    .length
}

function verdictOf(won: number, of: number, chance: number): Verdict {
  if (of < FEWEST_VOTES) return 'few'
  const { low, high } = wilsonInterval(won, of)
  if (low > chance) return 'more'
  return high < chance ? 'less' : 'even'
}

function shareOf({ won, of }: ModelRate): number {
  return of === 0 ? 0 : won / of
}

/** Each model with the name that it had last. */
function labelsOf(votes: readonly Vote[]): readonly (readonly [string, string])[] {
  return [...new Map(votes.flatMap(({ candidates }) => candidates.map(({ model, label }) => [model, label] as const)))]
}
