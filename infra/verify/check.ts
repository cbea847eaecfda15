/** What was found out about one question. `untold`: HTTP alone cannot say. */
export interface Finding {
  readonly question: string
  readonly outcome: 'yes' | 'no' | 'untold'
  /** What was seen where the answer is not yes. */
  readonly seen?: string
}

/** A finding from what differs from what was expected; nothing that differs is a yes. */
export function findingOf(question: string, differences: readonly (string | undefined)[]): Finding {
  const seen = differences.filter((difference) => difference !== undefined)
  return seen.length === 0 ? { question, outcome: 'yes' } : { question, outcome: 'no', seen: seen.join('; ') }
}

/** Nothing where a header is as expected. */
export function differs(
  headers: Readonly<Record<string, string>>,
  name: string,
  expected: string | RegExp,
): string | undefined {
  const value = headers[name]
  const isSame = typeof expected === 'string' ? value === expected : expected.test(value ?? '')
  return isSame ? undefined : `${name} is ${value === undefined ? 'missing' : `"${value}"`}, not ${expected}`
}
