import type { Warning } from '#contract/job.ts'
import { failureTexts } from '#ui/texts/failures.ts'

/** What a model could not do of a request, by its code; a newer server may know more of them. */
export function describeWarning({ code }: Warning): string {
  const { warnings, otherWarning } = failureTexts
  return isKnown(code) ? warnings[code] : otherWarning
}

function isKnown(code: string): code is keyof typeof failureTexts.warnings {
  return Object.hasOwn(failureTexts.warnings, code)
}
