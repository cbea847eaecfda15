import * as v from 'valibot'
import type { FailureKind } from '#contract/failure-kinds.ts'
import type { ErrorRule } from './classify-response.ts'

const Text = v.fallback(v.optional(v.string()), undefined)

/** OpenAI's form, and the bare text that smaller servers put in its place. */
const ErrorBody = v.object({
  error: v.union([
    v.string(),
    v.object({
      message: Text,
      type: Text,
      code: v.fallback(v.optional(v.union([v.string(), v.pipe(v.number(), v.transform(String))])), undefined),
    }),
  ]),
})

/** Only codes decide: the words beside them change. */
const KIND_OF_CODE: ReadonlyMap<string, FailureKind> = new Map([
  ['moderation_blocked', 'refused'],
  ['content_policy_violation', 'refused'],
  ['billing_hard_limit_reached', 'billing'],
  ['insufficient_quota', 'billing'],
  ['invalid_api_key', 'auth'],
  ['model_not_found', 'retired'],
])

/** What an error in OpenAI's form says: nothing, where the body has another form. */
export const openAiErrorRule: ErrorRule = ({ json }) => {
  const parsed = v.safeParse(ErrorBody, json)
  if (!parsed.success) return {}
  const { error } = parsed.output
  if (typeof error === 'string') return { detail: error }
  const code = error.code ?? error.type
  const kind = KIND_OF_CODE.get(error.code ?? '')
  return {
    ...(kind !== undefined && { kind }),
    ...(code !== undefined && { code }),
    ...(error.message !== undefined && { detail: error.message }),
  }
}
