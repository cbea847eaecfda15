/** What an error code means on the wire; what it says to a person stands in user-messages.ts. */
export interface ErrorRow {
  /** HTTP status of the answer. */
  readonly status: 400 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean
}

/** The one table of error codes. It only grows: installed apps are old clients. */
export const ERRORS = {
  INVALID_JSON: { status: 400, retryable: false },
  INVALID_REQUEST: { status: 400, retryable: false },
  PROMPT_REQUIRED: { status: 400, retryable: false },
  PROMPT_TOO_LONG: { status: 400, retryable: false },
  INAPPROPRIATE_CONTENT: { status: 400, retryable: false },
  UNKNOWN_MODEL: { status: 400, retryable: false },
  INVALID_IDEMPOTENCY_KEY: { status: 400, retryable: false },
  INVALID_ID: { status: 400, retryable: false },
  INVALID_CURSOR: { status: 400, retryable: false },
  FORBIDDEN: { status: 403, retryable: false },
  NOT_THROUGH_THE_SITE: { status: 403, retryable: false },
  NOT_FOUND: { status: 404, retryable: false },
  JOB_NOT_FOUND: { status: 404, retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false },
  JOB_IN_PROGRESS: { status: 409, retryable: true },
  RETRY_NOT_POSSIBLE: { status: 409, retryable: false },
  JOB_CANCELED: { status: 410, retryable: false },
  BODY_TOO_LARGE: { status: 413, retryable: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retryable: false },
  IDEMPOTENCY_KEY_REUSED: { status: 422, retryable: false },
  RATE_LIMIT_EXCEEDED: { status: 429, retryable: true },
  MODEL_LIMIT_REACHED: { status: 429, retryable: true },
  SPENDING_LIMIT_REACHED: { status: 429, retryable: true },
  INTERNAL_SERVER_ERROR: { status: 500, retryable: true },
  SERVICE_UNAVAILABLE: { status: 503, retryable: true },
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof ERRORS

/** Facts about an error that are safe to send: never the input, never a stack. */
export type ErrorDetails = Readonly<Record<string, string | number | readonly string[]>>

/**
 * The one error class of the project. Its code decides the status, whether repeating helps, and the sentence shown.
 * `details.retryAfterSeconds`, where given, becomes the Retry-After header.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: ErrorDetails | undefined

  constructor(code: ErrorCode, details?: ErrorDetails, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.details = details
  }

  get row(): ErrorRow {
    return ERRORS[this.code]
  }
}

/** Whether a text is one of our codes; an answer with any other code was not written by this API's version or at all. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code)
}
