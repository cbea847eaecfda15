import type { RequestFailure } from '#api/answer.ts'
import type { EnhanceReason } from '#contract/enhance.ts'
import { describeFailure } from '#ui/describe-failure.ts'
import { improveTexts } from '#ui/texts/improve.ts'

/** Why a text came back as it was; nothing for the reason of a newer server. */
export function describeReason(reason: string | undefined): string | undefined {
  return reason !== undefined && isKnown(reason) ? improveTexts.reasons[reason] : undefined
}

function isKnown(reason: string): reason is EnhanceReason {
  return Object.hasOwn(improveTexts.reasons, reason)
}

/** Why there was no answer. Nothing was sent but a question, so that the words for a lost prompt do not fit. */
export function describeNoAnswer(failure: RequestFailure, at: number): string {
  switch (failure.kind) {
    case 'timeout':
      return improveTexts.reasons.timeout
    case 'unreachable':
    case 'aborted':
      return improveTexts.unreachable
    case 'foreign':
      return failure.status >= 500 ? improveTexts.unreachable : improveTexts.foreign
    case 'refused':
    case 'unknown-code':
      return describeFailure(failure, at)
    default:
      return failure satisfies never
  }
}
