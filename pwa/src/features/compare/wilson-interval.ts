/** Standard deviations that hold 95 % of a normal distribution. */
const Z = 1.96

export interface Interval {
  readonly low: number
  readonly high: number
}

/** Where the true share lies with a probability of 95 %, by Wilson's score: fit for few trials, and for all or none won. */
export function wilsonInterval(won: number, of: number): Interval {
  if (of === 0) return { low: 0, high: 1 }
  const share = won / of
  const denominator = 1 + Z ** 2 / of
  const center = (share + Z ** 2 / (2 * of)) / denominator
  const half = (Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))) / denominator
  return { low: Math.max(center - half, 0), high: Math.min(center + half, 1) }
}
