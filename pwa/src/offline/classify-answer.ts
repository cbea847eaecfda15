import type { Answer, RequestFailure } from '#api/answer.ts'
import type { GenerateAnswer } from '#contract/prompt.ts'
import type { RetryCause } from './prompt-record.ts'

/** What an answer to a prompt means for it. Anything that is not certain means: later, with the same id and bytes. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly job: GenerateAnswer }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'rejected'; readonly code: string }
  | {
      readonly kind: 'later'
      readonly cause: RetryCause
      /** Whether every prompt would fare the same. */
      readonly scope: 'queue' | 'prompt'
      readonly code?: string
      readonly retryAfterMs?: number | undefined
    }

/** Statuses that tell of a server in trouble, also in the words of a proxy before it. */
const SERVER_TROUBLE: readonly number[] = [408, 425, 500, 502, 503, 504]

/** Reads an answer of POST /api/generate. That it is ours, and names the id that was sent, is checked by the API client. */
export function classifyAnswer(answer: Answer<GenerateAnswer>): SendOutcome {
  return answer.ok ? { kind: 'accepted', job: answer.value } : classifyFailure(answer.failure)
}

/** The same for a request that failed, of whichever route. */
export function classifyFailure(failure: RequestFailure): SendOutcome {
  const { retryAfterMs } = failure
  switch (failure.kind) {
    case 'unreachable':
    case 'timeout':
    case 'aborted':
      return { kind: 'later', cause: 'network', scope: 'queue' }
    case 'foreign':
      // A page that we did not write says nothing about the prompt, whatever its status.
      if (SERVER_TROUBLE.includes(failure.status)) return serverTrouble(retryAfterMs)
      return { kind: 'later', cause: 'portal', scope: 'queue' }
    case 'unknown-code':
      if (failure.status === 429) return { kind: 'later', cause: 'limit', scope: 'prompt', retryAfterMs }
      return failure.status >= 500 ? serverTrouble(retryAfterMs) : { kind: 'rejected', code: 'UNKNOWN_CODE' }
    case 'refused':
      return classifyCode(failure)
    default:
      return failure satisfies never
  }
}

function classifyCode({ error, retryAfterMs }: Extract<RequestFailure, { kind: 'refused' }>): SendOutcome {
  const { code, row } = error
  switch (code) {
    case 'JOB_CANCELED':
      return { kind: 'canceled' }
    case 'JOB_IN_PROGRESS':
      return { kind: 'later', cause: 'busy', scope: 'prompt', code, retryAfterMs }
    case 'RATE_LIMIT_EXCEEDED':
      return { kind: 'later', cause: 'limit', scope: 'queue', code, retryAfterMs }
    default:
  }
  // The other limits are those of a model or of money: a prompt to other models may pass.
  if (row.status === 429) return { kind: 'later', cause: 'limit', scope: 'prompt', code, retryAfterMs }
  return row.retryable ? serverTrouble(retryAfterMs, code) : { kind: 'rejected', code }
}

function serverTrouble(retryAfterMs: number | undefined, code?: string): SendOutcome {
  return { kind: 'later', cause: 'server', scope: 'prompt', retryAfterMs, ...(code !== undefined && { code }) }
}
