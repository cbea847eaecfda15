import { AppError } from '#contract/errors.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import type { AppContext } from './app-context.ts'
import type { Services } from './services.ts'

/** The one place that turns an error into an answer: a code and a sentence, never the input, a stack or a vendor's words. */
export function answerError({ log, metrics }: Services, error: Error, context: AppContext): Response {
  const known = toAppError(error)
  if (known.row.status >= 500) {
    log.error('request-failed', { method: context.req.method, path: context.req.path, code: known.code }, error)
    metrics.count('RequestFailed', 1, { code: known.code })
  }
  const { retryAfterSeconds = 1, ...details } = known.details ?? {}
  if ([409, 429, 503].includes(known.row.status)) context.header('Retry-After', String(retryAfterSeconds))
  context.header('Cache-Control', 'no-store')
  return context.json(
    {
      error: known.code,
      message: USER_MESSAGES[known.code],
      correlationId: context.get('correlationId'),
      ...(Object.keys(details).length > 0 && { details }),
    },
    known.row.status,
  )
}

function toAppError(error: Error): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL_SERVER_ERROR', undefined, { cause: error })
}
