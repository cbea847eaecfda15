import type { Failure } from '#contract/job.ts'
import { failureTexts } from '#ui/texts/failures.ts'

/** What a cell says of a failure: one sentence, and a second where a charge is possible and the first does not tell. */
export function describeRunFailure({ kind, mayBeCharged }: Pick<Failure, 'kind' | 'mayBeCharged'>): string {
  const sentence = failureTexts.kinds[kind]
  const note = failureTexts.mayBeCharged
  return mayBeCharged && !sentence.includes(note) ? `${sentence} ${note}` : sentence
}
