import type { Handler } from 'hono'
import { AppError } from '#contract/errors.ts'
import { parseJobId } from '#contract/ids.ts'
import { type GenerateAnswer, GenerateRequest } from '#contract/prompt.ts'
import { HEADERS } from '#contract/routes.ts'
import { createJobMaker } from '../jobs/create-job.ts'
import { ownerHashOf } from '../jobs/owner.ts'
import { readStatus } from '../jobs/read-status.ts'
import { priceModels } from '../limits/price-models.ts'
import type { AppContext, AppEnv } from './app-context.ts'
import { checkLength } from './check-length.ts'
import { parseBody } from './parse-body.ts'
import type { Services } from './services.ts'

/** POST /api/generate: owns the prompt as a job, then answers; no model has been called by then. */
export function generateRoute(services: Services): Handler<AppEnv> {
  const createJob = createJobMaker({ ...services, chooseModels: services.registry.choose })
  return async function generate(context) {
    const key = idempotencyKeyOf(context)
    const { value, hash } = await parseBody(context, GenerateRequest)
    const { request, replayed } = await createJob({
      key,
      prompt: checkLength(value.prompt),
      models: value.models,
      negativePrompt: value.negativePrompt,
      aspectRatio: value.aspectRatio,
      seed: value.seed,
      publish: value.publish,
      bodyHash: hash,
      ownerHash: ownerHashOf(context.req.header('Authorization')),
      correlationId: context.get('correlationId'),
      takeTurn: ({ jobId, models }) => {
        const address = services.clientAddress(context)
        return services.limiter.generate({ address, jobId, models: priceModels(services.registry, models) })
      },
    })
    const { jobId, models, createdAt } = request
    if (replayed) context.header(HEADERS.idempotencyReplayed, 'true')
    else services.log.info('job-created', { jobId, models })
    const answer: GenerateAnswer = {
      jobId,
      status: replayed ? await statusOf(services, jobId) : 'pending',
      totalModels: models.length,
      models,
      createdAt,
    }
    return context.json(answer)
  }
}

async function statusOf(services: Services, jobId: string) {
  const status = await readStatus({ ...services, describeModel: services.registry.describe }, jobId)
  return status?.status ?? 'pending'
}

function idempotencyKeyOf(context: AppContext): string | undefined {
  const header = context.req.header(HEADERS.idempotencyKey)
  if (header === undefined) return undefined
  const key = parseJobId(header)
  if (key === undefined) throw new AppError('INVALID_IDEMPOTENCY_KEY')
  return key
}
