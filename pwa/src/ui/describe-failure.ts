import type { RequestFailure } from '#api/answer.ts'
import type { ErrorCode } from '#contract/errors.ts'
import { texts } from '#ui/texts/en.ts'
import { failureTexts } from '#ui/texts/failures.ts'

/** Why a prompt was not accepted, in a plain sentence. A code is never shown. */
export function describeFailure(failure: RequestFailure, now: number): string {
  switch (failure.kind) {
    case 'unreachable':
    case 'aborted':
      return texts.send.unreachable
    case 'timeout':
      return texts.send.timeout
    case 'foreign':
      return failure.status >= 500 ? texts.send.unreachable : texts.send.foreign
    case 'unknown-code':
      return texts.send.unknown
    case 'refused':
      if (failure.error.row.status === 429 && failure.retryAfterMs !== undefined) {
        return `${limitText(failure.error.code)} ${texts.send.againAt(now + failure.retryAfterMs)}`
      }
      return failureTexts.errors[failure.error.code]
    default:
      return failure satisfies never
  }
}

/** Which limit it is, without its end. */
function limitText(code: ErrorCode): string {
  return code === 'RATE_LIMIT_EXCEEDED' ? texts.send.limit : failureTexts.errors[code]
}
