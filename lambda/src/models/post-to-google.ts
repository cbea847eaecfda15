import * as v from 'valibot'
import type { FailureKind } from '#contract/failure-kinds.ts'
import { postToProvider } from './call-provider.ts'
import type { ErrorRule } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { ModelRow } from './image-model.ts'
import { JSON_HEADERS } from './json-headers.ts'
import type { ProviderCall } from './provider-context.ts'
import type { FailedOutcome } from './provider-outcome.ts'

interface GoogleCall {
  readonly model: ModelRow
  readonly action: 'generateContent' | 'predict'
  readonly body: object
}

/** Calls one of Google's models. The key goes in a header of its own, never into the address. */
export function postToGoogle(
  call: ProviderCall,
  { model, action, body }: GoogleCall,
): Promise<ProviderAnswer | FailedOutcome> {
  const { baseUrl, key } = call.context
  return postToProvider(call, {
    url: `${baseUrl}/models/${encodeURIComponent(model.vendorModel)}:${action}`,
    headers: () => ({ ...(key !== undefined && { 'x-goog-api-key': key }), ...JSON_HEADERS }),
    body: JSON.stringify(body),
    errorRule: googleErrorRule,
  })
}

const Text = v.fallback(v.optional(v.string()), undefined)
const Detail = v.object({ reason: Text, retryDelay: Text })
const ErrorBody = v.object({
  error: v.object({ status: Text, message: Text, details: v.fallback(v.array(v.fallback(Detail, {})), []) }),
})

/** Seconds as protocol buffers write a duration: "18s", "0.5s". */
const DURATION = /^(\d{1,6}(?:\.\d{1,9})?)s$/

/** Google's form of an error. A bad key is a 400 whose details name it, and the time to wait stands in the body alone. */
const googleErrorRule: ErrorRule = ({ httpStatus, json }) => {
  const parsed = v.safeParse(ErrorBody, json)
  if (!parsed.success) return {}
  const { status, message, details } = parsed.output.error
  const kind = kindOf(httpStatus, [message ?? '', ...details.map((detail) => detail.reason ?? '')])
  const seconds = details
    .map((detail) => DURATION.exec(detail.retryDelay ?? '')?.[1])
    .find((text) => text !== undefined)
  return {
    ...(kind !== undefined && { kind }),
    ...(status !== undefined && { code: status }),
    ...(message !== undefined && { detail: message }),
    ...(seconds !== undefined && { retryAfterMs: Math.ceil(Number(seconds) * 1000) }),
  }
}

function kindOf(httpStatus: number, words: readonly string[]): FailureKind | undefined {
  return httpStatus === 400 && words.some((word) => word.includes('API_KEY_INVALID')) ? 'auth' : undefined
}
