import { AppError } from '#contract/errors.ts'
import { runId } from '#contract/ids.ts'
import type { StatusAnswer } from '#contract/job.ts'
import { LIMITS } from '#contract/limits.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { JobMessage } from './job-message.ts'
import { createRecord, isCanceled, isDeleted, readRequest } from './job-records.ts'
import { type Caller, mayChange } from './owner.ts'
import { sendMessages } from './send-message.ts'
import type { Timing } from './timing.ts'

export interface RetryServices {
  readonly store: ObjectStore
  readonly queue: JobQueue
  readonly timing: Timing
  readonly readStatus: (jobId: string) => Promise<StatusAnswer | undefined>
  /** Whether a model can be called now, so that an attempt is not spent on one that is off. */
  readonly isAvailable: (modelId: string) => boolean
}

export interface Retry {
  readonly jobId: string
  readonly model: string
  readonly caller: Caller
  readonly correlationId: string
  /** Counts the attempt against the limits. @throws AppError with the limit's code */
  readonly takeTurn: (run: string) => Promise<void>
}

/**
 * Begins the next attempt at a model of a job that has failed; the earlier ones are kept. While an attempt waits or runs,
 * asking again changes nothing.
 * @throws AppError JOB_NOT_FOUND, FORBIDDEN, UNKNOWN_MODEL, RETRY_NOT_POSSIBLE, SERVICE_UNAVAILABLE
 */
export async function retryRun(services: RetryServices, asked: Retry): Promise<void> {
  const { store, queue, timing } = services
  const { jobId, model, correlationId } = asked
  const [request, deleted] = await Promise.all([readRequest(store, jobId), isDeleted(store, jobId)])
  if (request === undefined || deleted) throw new AppError('JOB_NOT_FOUND')
  if (!mayChange(request, asked.caller)) throw new AppError('FORBIDDEN')
  const attempt = await nextAttempt(services, asked)
  if (attempt === undefined) return
  const run = runId(model, attempt)
  await asked.takeTurn(run)
  const acceptedAt = new Date(timing.now()).toISOString()
  const message: JobMessage = { type: 'run', jobId, model, attempt, acceptedAt, correlationId }
  await sendMessages(queue, message)
  // After the message: whatever dies in between, no attempt is shown as waiting that nobody will ever take.
  await createRecord(store, KEYS.retry(jobId, run), { acceptedAt, correlationId })
}

/** The number of the attempt to begin; undefined while one is under way. */
async function nextAttempt(services: RetryServices, { jobId, model }: Retry): Promise<number | undefined> {
  const status = await services.readStatus(jobId)
  const result = status?.results.find((each) => each.model === model)
  if (result === undefined) throw new AppError('UNKNOWN_MODEL')
  if (result.status === 'pending' || result.status === 'in_progress') return undefined
  const isPossible = result.status === 'failed' && result.attempt < LIMITS.maxAttempts && services.isAvailable(model)
  if (!isPossible || (await isCanceled(services.store, jobId))) throw new AppError('RETRY_NOT_POSSIBLE')
  return result.attempt + 1
}
