import { FAILURE_SENTENCES, type FailureKind } from '#contract/failure-kinds.ts'
import { runId } from '#contract/ids.ts'
import { imagePath, originalPath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { jobStatus, type Result, type ResultImage, type StatusAnswer } from '#contract/job.ts'
import type { ImageFacts } from '../images/picture-store.ts'
import { KEYS, runOfClaim, runOfFinished, runOfResult } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { type RequestRecord, type ResultRecord, readClaim, readRequest, readResult } from './job-records.ts'
import { runDeadline, type Timing } from './timing.ts'

interface StatusServices {
  readonly store: ObjectStore
  readonly timing: Timing
  /** What a model is called; ids that are not known any more have a name too. */
  readonly describeModel: (modelId: string) => { readonly label: string; readonly provider: string }
}

/** The state of a job, from one list of its keys and a read per run; undefined for a job that does not exist. */
export async function readStatus(services: StatusServices, jobId: string): Promise<StatusAnswer | undefined> {
  const { store, timing } = services
  const now = timing.now() // before the list: what ends while it is read must not count as late
  const [request, { keys }] = await Promise.all([
    readRequest(store, jobId),
    store.list({ prefix: KEYS.jobPrefix(jobId) }),
  ])
  if (request === undefined) return undefined
  const runs: RunsOfJob = {
    claimed: new Set(keys.map(runOfClaim)),
    ended: new Set(keys.map(runOfResult)),
    finished: new Set(keys.map(runOfFinished)),
  }
  const results = await Promise.all(request.models.map((model) => readRun({ services, request, runs, model, now })))
  const times = results.flatMap((result) => [
    ...('startedAt' in result && result.startedAt !== undefined ? [result.startedAt] : []),
    ...('completedAt' in result ? [result.completedAt] : []),
  ])
  return {
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
}

interface RunsOfJob {
  readonly claimed: ReadonlySet<string | undefined>
  readonly ended: ReadonlySet<string | undefined>
  readonly finished: ReadonlySet<string | undefined>
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
  const attempt = 1
  const run = runId(model, attempt)
  const about = { model, ...services.describeModel(model), attempt }
  const record = runs.ended.has(run) ? await readResult(store, jobId, run) : undefined
  if (record !== undefined) return toResult({ about, jobId, record, finished: runs.finished.has(run) })
  const claim = runs.claimed.has(run) ? await readClaim(store, jobId, run) : undefined
  const deadline = runDeadline(request, claim, timing)
  if (now >= deadline + timing.readerGraceMs) {
    return { ...about, status: 'failed', completedAt: new Date(deadline).toISOString(), failure: failure('expired') }
  }
  if (claim === undefined) return { ...about, status: 'pending' }
  return { ...about, status: 'in_progress', startedAt: claim.claimedAt }
}

interface EndedRun {
  readonly about: Pick<Result, 'model' | 'label' | 'provider' | 'attempt'>
  readonly jobId: string
  readonly record: ResultRecord
  readonly finished: boolean
}

function toResult({ about, jobId, record, finished }: EndedRun): Result {
  const { startedAt, completedAt, warnings } = record
  const ended = {
    ...about,
    completedAt,
    ...(startedAt !== undefined && { startedAt, durationMs: Date.parse(completedAt) - Date.parse(startedAt) }),
    ...(warnings !== undefined && { warnings }),
  }
  switch (record.status) {
    case 'completed':
      return { ...ended, status: 'completed', image: withAddresses(jobId, record.image, finished) }
    case 'refused':
    case 'failed':
      return { ...ended, status: record.status, failure: failure(record.kind) }
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

function failure(kind: FailureKind) {
  return { kind, message: FAILURE_SENTENCES[kind] }
}
