import type { Handler } from 'hono'
import { AppError } from '#contract/errors.ts'
import { parseJobId } from '#contract/ids.ts'
import { LIMITS } from '#contract/limits.ts'
import { countChars, type GenerateAnswer, GenerateRequest } from '#contract/prompt.ts'
import { HEADERS } from '#contract/routes.ts'
import { createJobMaker } from '../jobs/create-job.ts'
import { ownerHashOf } from '../jobs/owner.ts'
import { readStatus } from '../jobs/read-status.ts'
import type { AppContext, AppEnv } from './app-context.ts'
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
      prompt: checkPrompt(value.prompt),
      models: value.models,
      negativePrompt: value.negativePrompt,
      aspectRatio: value.aspectRatio,
      seed: value.seed,
      publish: value.publish,
      bodyHash: hash,
      ownerHash: ownerHashOf(context.req.header('Authorization')),
      correlationId: context.get('correlationId'),
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

function checkPrompt(prompt: string | null | undefined): string {
  if (prompt === undefined || prompt === null || prompt === '') throw new AppError('PROMPT_REQUIRED')
  const length = countChars(prompt)
  if (length > LIMITS.maxPromptChars) {
    throw new AppError('PROMPT_TOO_LONG', { maxLength: LIMITS.maxPromptChars, length })
  }
  return prompt
}
