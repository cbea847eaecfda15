import type { RequestFailure } from '#api/answer.ts'
import type { EnhanceReason } from '#contract/enhance.ts'
import { describeFailure } from '#ui/describe-failure.ts'
import { texts } from '#ui/texts/en.ts'

/** Why a text came back as it was; nothing for the reason of a newer server. */
export function describeReason(reason: string | undefined): string | undefined {
  return reason !== undefined && isKnown(reason) ? texts.improve.reasons[reason] : undefined
}

function isKnown(reason: string): reason is EnhanceReason {
  return Object.hasOwn(texts.improve.reasons, reason)
}

/** Why there was no answer. Nothing was sent but a question, so that the words for a lost prompt do not fit. */
export function describeNoAnswer(failure: RequestFailure, at: number): string {
  switch (failure.kind) {
    case 'timeout':
      return texts.improve.reasons.timeout
    case 'unreachable':
    case 'aborted':
      return texts.improve.unreachable
    case 'foreign':
      return failure.status >= 500 ? texts.improve.unreachable : texts.improve.foreign
    case 'refused':
    case 'unknown-code':
      return describeFailure(failure, at)
    default:
      return failure satisfies never
  }
}
