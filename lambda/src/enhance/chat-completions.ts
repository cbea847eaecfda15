import * as v from 'valibot'
import { parseAnswer } from '../models/classify-response.ts'
import type { ProviderAnswer } from '../models/exchange.ts'
import { bearer, JSON_HEADERS } from '../models/json-headers.ts'
import { openAiErrorRule } from '../models/openai-errors.ts'
import type { ProviderCall, ProviderContext } from '../models/provider-context.ts'
import { sendTextCall, startTextCall, textFailed, textOutcome } from './text-call.ts'
import type { TextModel, TextOutcome, TextRequest } from './text-model.ts'

export interface ChatCompletionsOptions {
  /** Its base URL is what comes before `/chat/completions`; without a key no credentials are sent. */
  readonly context: ProviderContext
  readonly model: string
  /** OpenAI's newer models take the first only, many other servers the second only. */
  readonly maxTokensField: 'max_completion_tokens' | 'max_tokens'
}

const Text = v.fallback(v.optional(v.string()), undefined)
const Choice = v.object({ finish_reason: Text, message: v.object({ content: Text, refusal: Text }) })
const Answer = v.object({ choices: v.looseTuple([Choice]) })

/** A language model behind OpenAI's chat API, which most other servers speak too. */
export function createChatCompletions(options: ChatCompletionsOptions): TextModel {
  const { context, model } = options
  const headers = { ...bearer(context), ...JSON_HEADERS }
  const url = `${context.baseUrl.replace(/\/+$/, '')}/chat/completions`

  return async function completeChat(request) {
    const call = startTextCall(context, model, request.signal)
    const body = JSON.stringify(bodyOf(options, request))
    const answer = await sendTextCall(call, { method: 'POST', url, headers, body }, openAiErrorRule)
    return answer.status === 'failed' ? answer : readAnswer(call, answer)
  }
}

/** Without a temperature, which models that reason do not take. */
function bodyOf({ model, maxTokensField }: ChatCompletionsOptions, { instruction, text, maxTokens }: TextRequest) {
  return {
    model,
    messages: [
      { role: 'system', content: instruction },
      { role: 'user', content: text },
    ],
    [maxTokensField]: maxTokens,
  }
}

function readAnswer(call: ProviderCall, answer: ProviderAnswer): TextOutcome {
  const { httpStatus } = answer
  const content = parseAnswer(Answer, answer)
  if (content === undefined) return textFailed(call, 'unusable', { httpStatus, code: 'no-text' })
  const [{ finish_reason: end, message }] = content.choices
  if (message.refusal || end === 'content_filter') return textFailed(call, 'refused', { httpStatus })
  if (end === 'length') return textFailed(call, 'unusable', { httpStatus, code: 'cut' })
  return textOutcome(call, message.content)
}
