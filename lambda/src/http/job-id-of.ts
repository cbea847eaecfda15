import { AppError } from '#contract/errors.ts'
import { parseJobId } from '#contract/ids.ts'
import type { AppContext } from './app-context.ts'

/** The job id of an address. @throws AppError INVALID_ID */
export function jobIdOf(context: AppContext): string {
  const jobId = parseJobId(context.req.param('jobId') ?? '')
  if (jobId === undefined) throw new AppError('INVALID_ID')
  return jobId
}
