import type { FailureKind } from '#contract/failure-kinds.ts'
import { sniffMediaType } from '../images/sniff-media-type.ts'
import { redact } from '../observability/redact.ts'
import { decodeBase64 } from './decode-base64.ts'
import type { ImageOutcome, PictureFacts } from './image-model.ts'
import type { ProviderCall, ProviderContext } from './provider-context.ts'

export type FailedOutcome = Extract<ImageOutcome, { status: 'failed' }>

/** What is known of a failure; `detail` and `code` may hold anything that a stranger's server wrote. */
export interface FailureFacts {
  readonly kind: FailureKind
  /** Left out = false: only a failure that the provider itself reported, and that may pass, is worth a second charge. */
  readonly retryable?: boolean
  readonly retryAfterMs?: number | undefined
  readonly httpStatus?: number
  readonly code?: string | undefined
  readonly requestId?: string | undefined
  readonly detail?: string | undefined
}

const MAX_DETAIL_CHARS = 4000
const HARMLESS_CODE = /^[\w.:-]{1,64}$/
const REQUEST_ID = /^[\w.:=/+-]{1,128}$/

/** The only maker of failures, so that no provider's words get past the redaction. */
export function failedOutcome({ context }: ProviderCall, facts: FailureFacts): FailedOutcome {
  const { kind, retryable = false, retryAfterMs, httpStatus, code, requestId, detail } = facts
  const secrets = secretsOf(context)
  const safeDetail = detail === undefined ? '' : redact(detail, secrets).slice(0, MAX_DETAIL_CHARS).toWellFormed()
  const isSafeCode = code !== undefined && HARMLESS_CODE.test(code) && redact(code, secrets) === code
  // An id looks like a token, so that only the secrets themselves are kept out of it.
  const isSafeId =
    requestId !== undefined && REQUEST_ID.test(requestId) && !secrets.some((each) => requestId.includes(each))
  return {
    status: 'failed',
    kind,
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(isSafeCode && { code }),
    ...(isSafeId && { requestId }),
    ...(safeDetail !== '' && { detail: safeDetail }),
    warnings: [],
  }
}

/** What must not be repeated: the key, and credentials that change. */
export function secretsOf({ key, secrets }: ProviderContext): readonly string[] {
  return [...(key === undefined ? [] : [key]), ...(secrets?.() ?? [])]
}

/** What an answer tells of its picture; the warnings are the request's. */
export type PictureDetails = Omit<PictureFacts, 'warnings'>

/** The picture of a run, or `undecodable` where the bytes are of no picture format. They are kept untouched. */
export function pictureOutcome(call: ProviderCall, bytes: Uint8Array, details: PictureDetails = {}): ImageOutcome {
  if (sniffMediaType(bytes) !== undefined) return { status: 'image', bytes, warnings: [], ...details }
  const beginning = new TextDecoder().decode(bytes.subarray(0, 200))
  const detail = `${bytes.byteLength} bytes that are no picture: ${JSON.stringify(beginning)}`
  return failedOutcome(call, { kind: 'undecodable', detail })
}

/** The picture of a base64 text, or `undecodable` where it is damaged or over the limit. */
export function base64Outcome(call: ProviderCall, text: string, details: PictureDetails = {}): ImageOutcome {
  const decoded = decodeBase64(text)
  if (decoded.status === 'decoded') return pictureOutcome(call, decoded.bytes, details)
  const code = decoded.status === 'too-large' ? 'picture-too-large' : 'damaged-base64'
  return failedOutcome(call, { kind: 'undecodable', code })
}
