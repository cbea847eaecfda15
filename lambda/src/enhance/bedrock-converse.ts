import * as v from 'valibot'
import { type BedrockContext, bedrockAuthorization, bedrockErrorRule, bedrockUrl } from '../models/bedrock-invoke.ts'
import { parseAnswer } from '../models/classify-response.ts'
import type { ProviderAnswer } from '../models/exchange.ts'
import type { ProviderCall } from '../models/provider-context.ts'
import { sendTextCall, startTextCall, textFailed, textOutcome } from './text-call.ts'
import type { TextModel, TextOutcome, TextRequest } from './text-model.ts'

const Text = v.fallback(v.optional(v.string()), undefined)
/** A part may be something else than text, such as what a model has thought. */
const Part = v.fallback(v.object({ text: Text }), { text: undefined })
const Answer = v.object({
  stopReason: Text,
  output: v.object({ message: v.object({ content: v.array(Part) }) }),
})

const REFUSED = new Set(['guardrail_intervened', 'content_filtered'])
const CUT = new Set(['max_tokens', 'model_context_window_exceeded'])

/** A language model of Bedrock, by its Converse operation: in Lambda the function's role is all that it needs. */
export function createBedrockConverse(context: BedrockContext, { model }: { readonly model: string }): TextModel {
  const url = bedrockUrl(context, { vendorModel: model, action: 'converse' })

  return async function converse(request) {
    const call = startTextCall(context, model, request.signal)
    const body = JSON.stringify(bodyOf(request))
    const authorize = bedrockAuthorization(context)
    if (authorize === undefined) return textFailed(call, 'unavailable', { code: 'no-credentials' })
    const headers = await authorize({ url, body })
    const answer = await sendTextCall(call, { method: 'POST', url, headers, body }, bedrockErrorRule)
    return answer.status === 'failed' ? answer : readAnswer(call, answer)
  }
}

function bodyOf({ instruction, text, maxTokens }: TextRequest) {
  return {
    system: [{ text: instruction }],
    messages: [{ role: 'user', content: [{ text }] }],
    inferenceConfig: { maxTokens },
  }
}

function readAnswer(call: ProviderCall, answer: ProviderAnswer): TextOutcome {
  const { httpStatus } = answer
  const content = parseAnswer(Answer, answer)
  if (content === undefined) return textFailed(call, 'unusable', { httpStatus, code: 'no-text' })
  const { stopReason = '', output } = content
  if (REFUSED.has(stopReason)) return textFailed(call, 'refused', { httpStatus, code: stopReason })
  if (CUT.has(stopReason)) return textFailed(call, 'unusable', { httpStatus, code: 'cut' })
  return textOutcome(call, output.message.content.map((part) => part.text ?? '').join(''))
}
