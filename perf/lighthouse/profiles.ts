export type FormFactor = 'mobile' | 'desktop'

export interface Profile {
  readonly name: 'full' | 'quick'
  /** Addresses; `{id}` stands for an entry of the seeded gallery. */
  readonly pages: readonly string[]
  readonly formFactors: readonly FormFactor[]
  readonly runs: number
  /** Whether interactions are measured. */
  readonly hasFlows: boolean
}

/** `npm run perf` */
export const FULL: Profile = {
  name: 'full',
  pages: ['/', '/gallery', '/g/{id}', '/outbox'],
  formFactors: ['mobile', 'desktop'],
  runs: 5,
  hasFlows: true,
}

/** A step of `npm test` */
export const QUICK: Profile = {
  name: 'quick',
  pages: ['/', '/gallery'],
  formFactors: ['mobile'],
  runs: 3,
  hasFlows: false,
}
