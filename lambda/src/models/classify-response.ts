import * as v from 'valibot'
import type { FailureKind } from '#contract/failure-kinds.ts'
import type { ProviderAnswer, Unanswered } from './exchange.ts'
import type { ProviderCall } from './provider-context.ts'
import { type FailedOutcome, type FailureFacts, failedOutcome } from './provider-outcome.ts'
import { readRetryAfterMs } from './retry-after.ts'

/** An answer other than 2xx as a provider's rule sees it. */
export interface ErrorAnswer {
  readonly httpStatus: number
  readonly headers: Headers
  readonly text: string
  /** Undefined where the body is no JSON. */
  readonly json: unknown
}

/** What a provider's own codes say; whatever it leaves out is decided by the status. */
export type ErrorRule = (answer: ErrorAnswer) => Partial<Omit<FailureFacts, 'httpStatus'>>

const KIND_OF_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'auth',
  402: 'billing',
  403: 'auth',
  404: 'retired',
  408: 'timeout',
  410: 'retired',
  424: 'upstream',
  429: 'rate',
  504: 'timeout',
}

/** The kind by the status alone. A redirect is `invalid`: it is not followed. */
function kindOfStatus(httpStatus: number): FailureKind {
  return KIND_OF_STATUS[httpStatus] ?? (httpStatus >= 500 ? 'upstream' : 'invalid')
}

/** Whether the provider itself reports something that may pass. A 504 does not: the model may be at work behind it. */
function mayPass(kind: FailureKind, httpStatus: number): boolean {
  if (kind === 'rate') return true
  if (kind !== 'upstream' && kind !== 'timeout') return false
  return httpStatus === 408 || httpStatus === 424 || (httpStatus >= 500 && httpStatus !== 504)
}

/** The failure that an answer other than 2xx stands for: the provider's rule first, then the status. */
export function classifyError(call: ProviderCall, answer: ProviderAnswer, rule?: ErrorRule): FailedOutcome {
  const { httpStatus, headers } = answer
  const text = textOf(answer)
  const known = rule?.({ httpStatus, headers, text, json: parseJson(text) }) ?? {}
  const kind = known.kind ?? kindOfStatus(httpStatus)
  return failedOutcome(call, {
    kind,
    retryable: known.retryable ?? mayPass(kind, httpStatus),
    retryAfterMs: readRetryAfterMs(headers, call.context.now()) ?? known.retryAfterMs,
    httpStatus,
    code: known.code,
    detail: known.detail ?? text,
  })
}

/** The failure of a call that got no answer. */
export function classifyUnanswered(call: ProviderCall, { reason, code, detail }: Unanswered): FailedOutcome {
  if (reason === 'aborted') return failedOutcome(call, { kind: 'timeout', detail })
  const retryable = reason === 'never-connected' || reason === 'unreachable'
  return failedOutcome(call, { kind: 'upstream', retryable, code: code ?? reason, detail })
}

/** A 2xx without a picture or a reason: it may have been charged, so it is never repeated. */
export function pictureMissing(call: ProviderCall, { httpStatus, ...answer }: ProviderAnswer): FailedOutcome {
  return failedOutcome(call, { kind: 'upstream', httpStatus, code: 'no-picture', detail: textOf(answer) })
}

/** An answer's JSON through a schema, or undefined where it is none or says something else. */
export function parseAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  { bytes }: Pick<ProviderAnswer, 'bytes'>,
): v.InferOutput<Schema> | undefined {
  const parsed = v.safeParse(schema, parseJson(new TextDecoder().decode(bytes)))
  return parsed.success ? parsed.output : undefined
}

/** Enough of a body for a log line; the beginning of a large one. */
function textOf({ bytes }: Pick<ProviderAnswer, 'bytes'>): string {
  return new TextDecoder().decode(bytes.subarray(0, 64 * 1024))
}

/** The JSON of a text, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // HTML from a proxy, a bare word, nothing at all: all of them are answers that have to be borne
  }
}
