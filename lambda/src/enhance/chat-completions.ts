import * as v from 'valibot'
import { parseJson } from '../models/classify-response.ts'
import type { ProviderAnswer } from '../models/exchange.ts'
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
  const credentials = context.key === undefined ? {} : { authorization: `Bearer ${context.key}` }
  const headers = { ...credentials, accept: 'application/json', 'content-type': 'application/json' }
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

function readAnswer(call: ProviderCall, { bytes, httpStatus }: ProviderAnswer): TextOutcome {
  const parsed = v.safeParse(Answer, parseJson(new TextDecoder().decode(bytes)))
  if (!parsed.success) return textFailed(call, 'unusable', { httpStatus, code: 'no-text' })
  const [{ finish_reason: end, message }] = parsed.output.choices
  if (message.refusal || end === 'content_filter') return textFailed(call, 'refused', { httpStatus })
  if (end === 'length') return textFailed(call, 'unusable', { httpStatus, code: 'cut' })
  return textOutcome(call, message.content)
}
