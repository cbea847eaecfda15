import { failureSentence } from '#contract/failure-kinds.ts'
import { runId } from '#contract/ids.ts'
import { imagePath, originalPath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { type Failure, jobStatus, type Result, type ResultImage, type StatusAnswer } from '#contract/job.ts'
import { LIMITS } from '#contract/limits.ts'
import type { ImageFacts } from '../images/picture-store.ts'
import { KEYS, runOfClaim, runOfFinished, runOfResult, runOfRetry } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { type RequestRecord, type ResultRecord, readClaim, readRequest, readResult, readRetry } from './job-records.ts'
import { runDeadline, type Timing } from './timing.ts'

interface StatusServices {
  readonly store: ObjectStore
  readonly timing: Timing
  /** What a model is called; ids that are not known any more have a name too. */
  readonly describeModel: (modelId: string) => DescribedModel
}

export interface DescribedModel {
  readonly label: string
  readonly provider: string
  readonly free: boolean
  /** The id of the model to use in its place. */
  readonly replacement: string | undefined
}

/** The state of a job, from one list of its keys and a read per run; undefined for a job that does not exist. */
export async function readStatus(services: StatusServices, jobId: string): Promise<StatusAnswer | undefined> {
  return (await readJob(services, jobId))?.status
}

/** The same, with what was asked for. A deleted job does not exist. */
export async function readJob(
  services: StatusServices,
  jobId: string,
): Promise<{ readonly request: RequestRecord; readonly status: StatusAnswer } | undefined> {
  const { store, timing } = services
  const now = timing.now() // before the list: what ends while it is read must not count as late
  const [request, { keys }] = await Promise.all([
    readRequest(store, jobId),
    store.list({ prefix: KEYS.jobPrefix(jobId) }),
  ])
  if (request === undefined || keys.includes(KEYS.deleted(jobId))) return undefined
  const runs = runsOf(keys)
  const results = await Promise.all(request.models.map((model) => readRun({ services, request, runs, model, now })))
  const times = results.flatMap((result) => [
    ...('startedAt' in result && result.startedAt !== undefined ? [result.startedAt] : []),
    ...('completedAt' in result ? [result.completedAt] : []),
  ])
  const status: StatusAnswer = {
    jobId,
    status: jobStatus(results.map((result) => result.status)),
    prompt: request.prompt,
    aspectRatio: request.aspectRatio,
    createdAt: request.createdAt,
    updatedAt: [request.createdAt, ...times].reduce((latest, time) => (time > latest ? time : latest)),
    totalModels: results.length,
    completedModels: results.filter((result) => result.status === 'completed').length,
    results,
  }
  return { request, status }
}

interface RunsOfJob {
  readonly claimed: ReadonlySet<string>
  readonly ended: ReadonlySet<string>
  readonly finished: ReadonlySet<string>
  readonly retried: ReadonlySet<string>
}

function runsOf(keys: readonly string[]): RunsOfJob {
  const found = (runOf: (key: string) => string | undefined) => {
    return new Set(keys.map(runOf).filter((run) => run !== undefined))
  }
  return {
    claimed: found(runOfClaim),
    ended: found(runOfResult),
    finished: found(runOfFinished),
    retried: found(runOfRetry),
  }
}

/** The newest attempt at a model that anything is known of. Its claim or result may stand before the note that it was asked for. */
function lastAttempt({ claimed, ended, retried }: RunsOfJob, model: string): number {
  for (let attempt: number = LIMITS.maxAttempts; attempt > 1; attempt -= 1) {
    const run = runId(model, attempt)
    if (retried.has(run) || claimed.has(run) || ended.has(run)) return attempt
  }
  return 1
}

interface ReadRun {
  readonly services: StatusServices
  readonly request: RequestRecord
  readonly runs: RunsOfJob
  readonly model: string
  readonly now: number
}

async function readRun({ services, request, runs, model, now }: ReadRun): Promise<Result> {
  const { store, timing } = services
  const { jobId } = request
  const attempt = lastAttempt(runs, model)
  const run = runId(model, attempt)
  const { replacement, free, ...names } = services.describeModel(model)
  const about = { model, ...names, attempt }
  const record = runs.ended.has(run) ? await readResult(store, jobId, run) : undefined
  if (record !== undefined) return toResult({ about, jobId, record, finished: runs.finished.has(run), replacement })
  const [claim, retry] = await Promise.all([
    runs.claimed.has(run) ? readClaim(store, jobId, run) : undefined,
    runs.retried.has(run) ? readRetry(store, jobId, run) : undefined,
  ])
  const deadline = runDeadline(retry?.acceptedAt ?? request.createdAt, claim, timing)
  if (now >= deadline + timing.readerGraceMs) {
    const mayBeCharged = claim !== undefined && !free
    const failure = describeFailure({ kind: 'expired', ...(mayBeCharged && { mayBeCharged }) })
    return { ...about, status: 'failed', completedAt: new Date(deadline).toISOString(), failure }
  }
  if (claim === undefined) return { ...about, status: 'pending' }
  return { ...about, status: 'in_progress', startedAt: claim.claimedAt }
}

interface EndedRun {
  readonly about: Pick<Result, 'model' | 'label' | 'provider' | 'attempt'>
  readonly jobId: string
  readonly record: ResultRecord
  readonly finished: boolean
  readonly replacement: string | undefined
}

function toResult({ about, jobId, record, finished, replacement }: EndedRun): Result {
  const { startedAt, completedAt, warnings } = record
  const ended = {
    ...about,
    completedAt,
    ...(startedAt !== undefined && { startedAt, durationMs: Date.parse(completedAt) - Date.parse(startedAt) }),
    ...(warnings !== undefined && { warnings }),
  }
  switch (record.status) {
    case 'completed': {
      const { image, cost, seed, revisedPrompt } = record
      const facts = {
        ...(cost !== undefined && { cost }),
        ...(seed !== undefined && { seed }),
        ...(revisedPrompt !== undefined && { revisedPrompt }),
      }
      return { ...ended, status: 'completed', image: withAddresses(jobId, image, finished), ...facts }
    }
    case 'refused':
    case 'failed': {
      const { kind, retryable, retryAt, mayBeCharged } = record
      const failure = describeFailure({
        kind,
        ...(retryable !== undefined && { retryable }),
        ...(retryAt !== undefined && { retryAt }),
        ...(mayBeCharged !== undefined && { mayBeCharged }),
        ...(kind === 'retired' && replacement !== undefined && { replacement }),
      })
      return { ...ended, status: record.status, failure }
    }
    case 'canceled':
      return { ...ended, status: 'canceled' }
  }
}

/** Until the AVIFs stand, the address names the WebP, so that nothing is asked for in vain. */
function withAddresses(jobId: string, image: ImageFacts, finished: boolean): ResultImage {
  const width = Math.max(...VARIANT_WIDTHS)
  return {
    ...image,
    url: imagePath(jobId, image.run, width, finished ? undefined : 'webp'),
    originalUrl: originalPath(jobId, image.run),
  }
}

function describeFailure(facts: Omit<Failure, 'message'>): Failure {
  return { ...facts, message: failureSentence(facts) }
}
