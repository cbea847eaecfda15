import type { ErrorCode } from './errors.ts'

/**
 * The sentence that a person reads for each error; a code is never shown. Apart from the table of codes, since the
 * service worker decides by codes and shows nothing.
 */
export const USER_MESSAGES: Readonly<Record<ErrorCode, string>> = {
  INVALID_JSON: 'The request could not be read.',
  INVALID_REQUEST: 'The request has a value that is not accepted.',
  PROMPT_REQUIRED: 'Write a prompt first.',
  PROMPT_TOO_LONG: 'The prompt is over the limit of 1,000 characters.',
  INAPPROPRIATE_CONTENT: 'This prompt is not accepted here. Change it and send again.',
  UNKNOWN_MODEL: 'One of the chosen models is not known here.',
  INVALID_IDEMPOTENCY_KEY: 'The id of this prompt is malformed.',
  INVALID_ID: 'This address is not a valid one.',
  INVALID_CURSOR: 'This place in the gallery no longer exists.',
  FORBIDDEN: 'Only the device that sent this prompt can do that.',
  NOT_THROUGH_THE_SITE: 'This address does not answer by itself. Use the address of the site.',
  NOT_FOUND: 'There is nothing at this address.',
  JOB_NOT_FOUND: 'This job is not known here. It may have been deleted.',
  METHOD_NOT_ALLOWED: 'This address does not take that request.',
  JOB_IN_PROGRESS: 'This prompt is just being accepted.',
  RETRY_NOT_POSSIBLE: 'This model cannot be tried again for this prompt.',
  JOB_CANCELED: 'This prompt was cancelled.',
  BODY_TOO_LARGE: 'The request is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'The request is not in a known format.',
  IDEMPOTENCY_KEY_REUSED: 'This prompt was changed after it was sent. Send it as a new one.',
  RATE_LIMIT_EXCEEDED: 'Limit reached. Try again later.',
  MODEL_LIMIT_REACHED: 'A chosen model has reached its limit for today. Choose others, or try again tomorrow.',
  SPENDING_LIMIT_REACHED: "Today's spending limit is reached. Models that cost nothing still work.",
  INTERNAL_SERVER_ERROR: 'Something went wrong on the server.',
  SERVICE_UNAVAILABLE: 'The server is not available right now.',
}
