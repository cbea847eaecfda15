/** Clock, chance and waiting, passed in so that tests need neither. */
export interface Timing {
  readonly now: () => number
  /** At least 0, below 1. */
  readonly random: () => number
  /** Calls back once, after that many milliseconds; answers how to call it off. */
  readonly after: (ms: number, callback: () => void) => () => void
}
