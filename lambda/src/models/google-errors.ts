import * as v from 'valibot'
import type { FailureKind } from '#contract/failure-kinds.ts'
import type { ErrorRule } from './classify-response.ts'

const Text = v.fallback(v.optional(v.string()), undefined)
const Detail = v.object({ reason: Text, retryDelay: Text })
const ErrorBody = v.object({
  error: v.object({ status: Text, message: Text, details: v.fallback(v.array(v.fallback(Detail, {})), []) }),
})

/** Seconds as protocol buffers write a duration: "18s", "0.5s". */
const DURATION = /^(\d{1,6}(?:\.\d{1,9})?)s$/

/** Google's form of an error. A bad key is a 400 whose details name it, and the time to wait stands in the body alone. */
export const googleErrorRule: ErrorRule = ({ httpStatus, json }) => {
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
