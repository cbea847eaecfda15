/** What an error code means on the wire and to a person. */
export interface ErrorRow {
  /** HTTP status of the answer. */
  readonly status: 400 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean
  /** The sentence a user reads. A code is never shown. */
  readonly userMessage: string
}

/** The one table of error codes. It only grows: installed apps are old clients. */
export const ERRORS = {
  INVALID_JSON: { status: 400, retryable: false, userMessage: 'The request could not be read.' },
  INVALID_REQUEST: { status: 400, retryable: false, userMessage: 'The request has a value that is not accepted.' },
  PROMPT_REQUIRED: { status: 400, retryable: false, userMessage: 'Write a prompt first.' },
  PROMPT_TOO_LONG: { status: 400, retryable: false, userMessage: 'The prompt is over the limit of 1,000 characters.' },
  INAPPROPRIATE_CONTENT: {
    status: 400,
    retryable: false,
    userMessage: 'This prompt is not accepted here. Change it and send again.',
  },
  UNKNOWN_MODEL: { status: 400, retryable: false, userMessage: 'One of the chosen models is not known here.' },
  INVALID_IDEMPOTENCY_KEY: { status: 400, retryable: false, userMessage: 'The id of this prompt is malformed.' },
  INVALID_ID: { status: 400, retryable: false, userMessage: 'This address is not a valid one.' },
  INVALID_CURSOR: { status: 400, retryable: false, userMessage: 'This place in the gallery no longer exists.' },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    userMessage: 'Only the device that sent this prompt can do that.',
  },
  NOT_FOUND: { status: 404, retryable: false, userMessage: 'There is nothing at this address.' },
  JOB_NOT_FOUND: {
    status: 404,
    retryable: false,
    userMessage: 'This job is not known here. It may have been deleted.',
  },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false, userMessage: 'This address does not take that request.' },
  JOB_IN_PROGRESS: { status: 409, retryable: true, userMessage: 'This prompt is just being accepted.' },
  RETRY_NOT_POSSIBLE: {
    status: 409,
    retryable: false,
    userMessage: 'This model cannot be tried again for this prompt.',
  },
  JOB_CANCELED: { status: 410, retryable: false, userMessage: 'This prompt was cancelled.' },
  BODY_TOO_LARGE: { status: 413, retryable: false, userMessage: 'The request is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retryable: false, userMessage: 'The request is not in a known format.' },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    retryable: false,
    userMessage: 'This prompt was changed after it was sent. Send it as a new one.',
  },
  RATE_LIMIT_EXCEEDED: { status: 429, retryable: true, userMessage: 'Limit reached. Try again later.' },
  MODEL_LIMIT_REACHED: {
    status: 429,
    retryable: true,
    userMessage: 'A chosen model has reached its limit for today. Choose others, or try again tomorrow.',
  },
  SPENDING_LIMIT_REACHED: {
    status: 429,
    retryable: true,
    userMessage: "Today's spending limit is reached. Models that cost nothing still work.",
  },
  INTERNAL_SERVER_ERROR: { status: 500, retryable: true, userMessage: 'Something went wrong on the server.' },
  SERVICE_UNAVAILABLE: { status: 503, retryable: true, userMessage: 'The server is not available right now.' },
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
