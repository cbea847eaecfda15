import type { Handler } from 'hono'
import { AppError } from '#contract/errors.ts'
import { readStatus } from '../jobs/read-status.ts'
import type { AppEnv } from './app-context.ts'
import { jobIdOf } from './job-id-of.ts'
import type { Services } from './services.ts'

/** GET /api/status/{jobId}: the job with one result per model. */
export function statusRoute(services: Services): Handler<AppEnv> {
  const reader = { ...services, describeModel: services.registry.describe }
  return async function status(context) {
    const answer = await readStatus(reader, jobIdOf(context))
    if (answer === undefined) throw new AppError('JOB_NOT_FOUND')
    return context.json(answer)
  }
}
