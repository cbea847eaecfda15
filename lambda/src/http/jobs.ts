import type { Handler } from 'hono'
import { AppError } from '#contract/errors.ts'
import { RetryRequest, type StatusAnswer } from '#contract/job.ts'
import { cancelJob } from '../jobs/cancel-job.ts'
import { readStatus } from '../jobs/read-status.ts'
import { retryRun } from '../jobs/retry-run.ts'
import { priceModels } from '../limits/price-models.ts'
import type { AppEnv } from './app-context.ts'
import { callerOf } from './caller-of.ts'
import { jobIdOf } from './job-id-of.ts'
import { parseBody } from './parse-body.ts'
import type { Services } from './services.ts'

/** POST /api/jobs/{jobId}/cancel: stops what has not begun, also of a job that has not arrived yet. */
export function cancelRoute(services: Services): Handler<AppEnv> {
  return async function cancel(context) {
    const jobId = jobIdOf(context)
    const correlationId = context.get('correlationId')
    await cancelJob(services, { jobId, caller: callerOf(services, context), correlationId })
    services.log.info('job-canceled', { jobId })
    return context.json((await statusOf(services, jobId)) ?? neverSeen(services, jobId))
  }
}

/** POST /api/jobs/{jobId}/retry: another attempt at one model that has failed. */
export function retryRoute(services: Services): Handler<AppEnv> {
  return async function retry(context) {
    const jobId = jobIdOf(context)
    const { value } = await parseBody(context, RetryRequest)
    const { model } = value
    await retryRun(
      {
        ...services,
        readStatus: (id) => statusOf(services, id),
        isAvailable: services.registry.isAvailable,
      },
      {
        jobId,
        model,
        caller: callerOf(services, context),
        correlationId: context.get('correlationId'),
        takeTurn: async (run) => {
          const address = services.clientAddress(context)
          const [priced] = priceModels(services.registry, [model])
          if (priced !== undefined) await services.limiter.retry({ address, jobId, run, model: priced })
        },
      },
    )
    services.log.info('run-retried', { jobId, model })
    const answer = await statusOf(services, jobId)
    if (answer === undefined) throw new AppError('JOB_NOT_FOUND')
    return context.json(answer)
  }
}

function statusOf(services: Services, jobId: string): Promise<StatusAnswer | undefined> {
  return readStatus({ ...services, describeModel: services.registry.describe }, jobId)
}

/** A job that was canceled before it came: nothing of it will ever run. */
function neverSeen({ timing }: Services, jobId: string): StatusAnswer {
  const now = new Date(timing.now()).toISOString()
  const none = { prompt: '', totalModels: 0, completedModels: 0, results: [] }
  return { jobId, status: 'canceled', createdAt: now, updatedAt: now, ...none }
}
