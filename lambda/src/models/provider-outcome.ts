import type { FailureKind } from '#contract/failure-kinds.ts'
import type { Warning } from '#contract/job.ts'
import { sniffMediaType } from '../images/sniff-media-type.ts'
import { redact } from '../observability/redact.ts'
import type { ImageOutcome } from './image-model.ts'
import type { ProviderCall } from './provider-context.ts'

export type FailedOutcome = Extract<ImageOutcome, { status: 'failed' }>

/** What is known of a failure; `detail` and `code` may hold anything that a stranger's server wrote. */
export interface FailureFacts {
  readonly kind: FailureKind
  /** Left out = false: only a failure that the provider itself reported, and that may pass, is worth a second charge. */
  readonly retryable?: boolean
  readonly retryAfterMs?: number | undefined
  readonly httpStatus?: number
  readonly code?: string | undefined
  readonly detail?: string | undefined
}

const MAX_DETAIL_CHARS = 4000
const HARMLESS_CODE = /^[\w.:-]{1,64}$/

/** The only maker of failures, so that no provider's words get past the redaction. */
export function failedOutcome({ context }: ProviderCall, facts: FailureFacts): FailedOutcome {
  const { kind, retryable = false, retryAfterMs, httpStatus, code, detail } = facts
  const secrets = context.key === undefined ? [] : [context.key]
  const safeDetail = detail === undefined ? '' : redact(detail, secrets).slice(0, MAX_DETAIL_CHARS).toWellFormed()
  const isSafeCode = code !== undefined && HARMLESS_CODE.test(code) && redact(code, secrets) === code
  return {
    status: 'failed',
    kind,
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(isSafeCode && { code }),
    ...(safeDetail !== '' && { detail: safeDetail }),
    warnings: [],
  }
}

/** The picture of a run, or `undecodable` where the bytes are of no picture format. They are kept untouched. */
export function pictureOutcome(call: ProviderCall, bytes: Uint8Array, warnings: readonly Warning[]): ImageOutcome {
  if (sniffMediaType(bytes) !== undefined) return { status: 'image', bytes, warnings }
  const beginning = new TextDecoder().decode(bytes.subarray(0, 200))
  const detail = `${bytes.byteLength} bytes that are no picture: ${JSON.stringify(beginning)}`
  return { ...failedOutcome(call, { kind: 'undecodable', detail }), warnings }
}
