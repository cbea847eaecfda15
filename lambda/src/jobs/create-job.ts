import { type AspectRatio, DEFAULT_ASPECT_RATIO } from '#contract/aspect-ratios.ts'
import { AppError } from '#contract/errors.ts'
import { mintJobId } from '#contract/ids.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { PromptSafety } from '../safety/prompt-safety.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { JobMessage } from './job-message.ts'
import { createRecord, isCanceled, isDeleted, type RequestRecord, readRequest } from './job-records.ts'
import { sendMessages } from './send-message.ts'
import { isOfEarlierStart, type Timing } from './timing.ts'

export interface CreateJobServices {
  readonly store: ObjectStore
  readonly queue: JobQueue
  readonly timing: Timing
  /** Checked ids of the models to ask, without doubles: the given ones, or the defaults. Throws UNKNOWN_MODEL. */
  readonly chooseModels: (asked: readonly string[] | undefined) => readonly string[]
  readonly publishByDefault: boolean
  readonly safety: Pick<PromptSafety, 'check'>
}

export interface NewJob {
  /** The device's id for the job; left out = one is minted, and the call is not safe to repeat. */
  readonly key: string | undefined
  readonly prompt: string
  readonly models: readonly string[] | undefined
  readonly negativePrompt: string | undefined
  readonly aspectRatio: AspectRatio | undefined
  readonly seed: number | undefined
  readonly publish: boolean | undefined
  /** SHA-256 of the raw body. */
  readonly bodyHash: string
  readonly ownerHash: string | undefined
  readonly correlationId: string
  /** Counts a new job against the limits; the same job asked again keeps its turn. @throws AppError with the limit's code */
  readonly takeTurn: (job: { readonly jobId: string; readonly models: readonly string[] }) => Promise<void>
}

export interface AcceptedJob {
  readonly request: RequestRecord
  readonly replayed: boolean
}

/**
 * Accepts a prompt as a job: written once under its id, then one message per model on the queue, then the marker that
 * all of them are. The same key and body answer the same job, however often and whenever they come.
 * @throws AppError JOB_CANCELED, INAPPROPRIATE_CONTENT, IDEMPOTENCY_KEY_REUSED, JOB_IN_PROGRESS, UNKNOWN_MODEL, SERVICE_UNAVAILABLE
 */
export function createJobMaker(services: CreateJobServices): (job: NewJob) => Promise<AcceptedJob> {
  const { store } = services
  /** How many calls of this process are at work on a job that the queue does not own yet. */
  const writing = new Map<string, number>()

  return async function createJob(job) {
    const [known, canceled, deleted] =
      job.key === undefined
        ? []
        : await Promise.all([readRequest(store, job.key), isCanceled(store, job.key), isDeleted(store, job.key)])
    if (canceled || deleted) throw new AppError('JOB_CANCELED')
    if (known !== undefined) return answerKnown(known, job)
    const request = toRecord(services, job)
    // After the look for the key, so that a repeat is never stopped; before the limits, so that what is stopped costs nothing.
    await services.safety.check([
      request.prompt,
      ...(request.negativePrompt === undefined ? [] : [request.negativePrompt]),
    ])
    // Before the job is written: a call that dies in between finds its turn again when it is repeated.
    await job.takeTurn(request)
    const isFirst = await whileWriting(request.jobId, async () => {
      const isCreated = await createRecord(store, KEYS.request(request.jobId), request)
      if (isCreated) await enqueueJob(services, request)
      return isCreated
    })
    if (isFirst) return { request, replayed: false }
    const first = await readRequest(store, request.jobId)
    if (first === undefined) throw new AppError('JOB_IN_PROGRESS', { retryAfterSeconds: 1 })
    return answerKnown(first, job)
  }

  async function answerKnown(known: RequestRecord, job: NewJob): Promise<AcceptedJob> {
    if (known.bodyHash !== job.bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED')
    const isQueued = async () => (await store.head(KEYS.queued(known.jobId))) !== undefined
    if (await isQueued()) return { request: known, replayed: true }
    if (!isAbandoned(known)) throw new AppError('JOB_IN_PROGRESS', { retryAfterSeconds: 1 })
    await whileWriting(known.jobId, async () => {
      // Looked at once more: the first call may have ended between the two questions above.
      if (!(await isQueued())) await enqueueJob(services, known)
    })
    return { request: known, replayed: true }
  }

  async function whileWriting<Value>(jobId: string, write: () => Promise<Value>): Promise<Value> {
    writing.set(jobId, (writing.get(jobId) ?? 0) + 1)
    try {
      return await write()
    } finally {
      const others = (writing.get(jobId) ?? 1) - 1
      if (others > 0) writing.set(jobId, others)
      else writing.delete(jobId)
    }
  }

  /** Whether the first call for a job has died before the queue owned it: where one process owns the store it is known. */
  function isAbandoned(known: RequestRecord): boolean {
    const { timing } = services
    if (timing.startId !== undefined) return isOfEarlierStart(known, timing) || !writing.has(known.jobId)
    return timing.now() - Date.parse(known.createdAt) > timing.acceptanceMs
  }
}

/** Hands every run of a job to the queue, then marks the job. A crash in between sends twice, which claims make harmless. */
export async function enqueueJob(
  { store, queue, timing }: Pick<CreateJobServices, 'store' | 'queue' | 'timing'>,
  request: RequestRecord,
): Promise<void> {
  const { jobId, correlationId } = request
  const messages = request.models.map((model): JobMessage => {
    return { type: 'run', jobId, model, attempt: 1, correlationId }
  })
  await sendMessages(queue, ...messages)
  await createRecord(store, KEYS.queued(jobId), { queuedAt: new Date(timing.now()).toISOString() })
}

function toRecord({ chooseModels, publishByDefault, timing }: CreateJobServices, job: NewJob): RequestRecord {
  const now = timing.now()
  const { negativePrompt, seed, ownerHash } = job
  return {
    jobId: job.key ?? mintJobId(now, (bytes) => crypto.getRandomValues(bytes)),
    prompt: job.prompt,
    models: [...chooseModels(job.models)],
    aspectRatio: job.aspectRatio ?? DEFAULT_ASPECT_RATIO,
    publish: job.publish ?? publishByDefault,
    bodyHash: job.bodyHash,
    createdAt: new Date(now).toISOString(),
    correlationId: job.correlationId,
    ...(negativePrompt !== undefined && negativePrompt !== '' && { negativePrompt }),
    ...(seed !== undefined && { seed }),
    ...(ownerHash !== undefined && { ownerHash }),
    ...(timing.startId !== undefined && { startId: timing.startId }),
  }
}
