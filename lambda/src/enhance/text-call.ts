import { classifyError, classifyUnanswered, type ErrorRule } from '../models/classify-response.ts'
import { exchange, type HttpSend, type ProviderAnswer } from '../models/exchange.ts'
import type { ProviderCall, ProviderContext } from '../models/provider-context.ts'
import { type FailedOutcome, secretsOf } from '../models/provider-outcome.ts'
import type { TextOutcome } from './text-model.ts'

export type FailedText = Extract<TextOutcome, { status: 'failed' }>

export function startTextCall(context: ProviderContext, modelId: string, signal: AbortSignal): ProviderCall {
  return { context, modelId, signal, deadlineAtMs: Number.POSITIVE_INFINITY } // there is no pause; the signal ends it
}

/** One exchange, whatever comes of it: the answer if it is a 2xx. */
export async function sendTextCall(
  call: ProviderCall,
  send: HttpSend,
  errorRule: ErrorRule,
): Promise<ProviderAnswer | FailedText> {
  const answer = await exchange(call, send)
  if (answer.status === 'unanswered') return textFailed(call, reasonOf(answer.reason), classifyUnanswered(call, answer))
  if (answer.httpStatus >= 200 && answer.httpStatus < 300) return answer
  return textFailed(call, 'unavailable', classifyError(call, answer, errorRule))
}

function reasonOf(reason: string): FailedText['reason'] {
  if (reason === 'aborted') return 'timeout'
  return reason === 'too-large' ? 'unusable' : 'unavailable'
}

/** Logs a failure by its status and code. The provider's words stay out: they may repeat the prompt. */
export function textFailed(
  { context, modelId }: ProviderCall,
  reason: FailedText['reason'],
  { httpStatus, code }: Pick<FailedOutcome, 'httpStatus' | 'code'> = {},
): FailedText {
  context.log?.warn('text-model-failed', {
    model: modelId,
    reason,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(code !== undefined && { code }),
  })
  return { status: 'failed', reason }
}

/** A secret shorter than this would be found in ordinary words. */
const SHORTEST_SECRET = 6

/** The text of an answer, unless there is none, or a broken server has put what it was sent into it. */
export function textOutcome(call: ProviderCall, text: string | undefined): TextOutcome {
  if (!text?.trim()) return textFailed(call, 'unusable', { code: 'no-text' })
  if (secretsOf(call.context).some((secret) => secret.length >= SHORTEST_SECRET && text.includes(secret))) {
    return textFailed(call, 'unusable', { code: 'secret-in-text' })
  }
  return { status: 'text', text, model: call.modelId }
}
