import { classifyError, classifyUnanswered, type ErrorRule } from './classify-response.ts'
import { exchange, type HttpSend, type ProviderAnswer } from './exchange.ts'
import { type ProviderCall, pause } from './provider-context.ts'
import type { FailedOutcome } from './provider-outcome.ts'

export interface ProviderPost {
  readonly url: string
  /** Asked anew for each try, since a signature holds its time. */
  readonly headers: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  readonly body: NonNullable<HttpSend['body']>
  readonly errorRule?: ErrorRule
  /** Pauses before the two repeats after `rate`, where the provider names none. */
  readonly rateDelaysMs?: readonly [number, number]
}

/**
 * The only reasons to call again, with a pause before each repeat. In all of them the provider has said, or it is certain,
 * that it did not take the call; after anything else a repeat could be charged twice.
 */
const REPEATS = {
  'never-connected': [1000, 2000],
  rate: [2000, 4000],
  busy: [2000],
} as const
type RepeatReason = keyof typeof REPEATS

type Attempt =
  | ProviderAnswer
  | { readonly status: 'failed'; readonly outcome: FailedOutcome; readonly reason: RepeatReason | undefined }

/** Calls a provider that charges for what it does. Answers its 2xx, or the failure; repeats only what is free to repeat. */
export async function postToProvider(call: ProviderCall, post: ProviderPost): Promise<ProviderAnswer | FailedOutcome> {
  const used: Record<RepeatReason, number> = { 'never-connected': 0, rate: 0, busy: 0 }
  for (;;) {
    const attempt = await attemptPost(call, post)
    if (attempt.status === 'answered') return attempt
    const { outcome, reason } = attempt
    if (reason === undefined) return outcome
    const delayMs = nextDelay(call, { post, outcome, reason, used: used[reason] })
    if (delayMs === undefined) return outcome
    used[reason] += 1
    call.context.log?.info('provider-repeat', { model: call.modelId, reason, delayMs, code: outcome.code })
    // Ended while nothing was under way: what the provider said last is the truth, not that it took too long.
    if (!(await pause(call, delayMs))) return outcome
  }
}

async function attemptPost(call: ProviderCall, post: ProviderPost): Promise<Attempt> {
  const { url, body, errorRule } = post
  const answer = await exchange(call, { method: 'POST', url, headers: await post.headers(), body })
  if (answer.status === 'unanswered') {
    const reason = answer.reason === 'never-connected' ? answer.reason : undefined
    return { status: 'failed', outcome: classifyUnanswered(call, answer), reason }
  }
  const { httpStatus } = answer
  if (httpStatus >= 200 && httpStatus < 300) return answer
  const outcome = classifyError(call, answer, errorRule)
  return { status: 'failed', outcome, reason: repeatReason(outcome, httpStatus) }
}

function repeatReason({ kind }: FailedOutcome, httpStatus: number): RepeatReason | undefined {
  if (kind === 'rate' && httpStatus === 429) return 'rate'
  return kind === 'upstream' && (httpStatus === 503 || httpStatus === 529) ? 'busy' : undefined
}

interface Failure {
  readonly post: ProviderPost
  readonly outcome: FailedOutcome
  readonly reason: RepeatReason
  /** Repeats for this reason so far. */
  readonly used: number
}

/** The pause before the next repeat, or undefined where there is none or no time for it. */
function nextDelay({ context, deadlineAtMs }: ProviderCall, failure: Failure): number | undefined {
  const { post, outcome, reason, used } = failure
  const delays: readonly number[] = (reason === 'rate' ? post.rateDelaysMs : undefined) ?? REPEATS[reason]
  const ownDelayMs = delays[used]
  if (ownDelayMs === undefined) return undefined
  // A quarter to each side, so that models which failed together do not come back together.
  const delayMs = outcome.retryAfterMs ?? Math.round(ownDelayMs * (0.75 + context.random() / 2))
  return context.now() + delayMs < deadlineAtMs ? delayMs : undefined
}
