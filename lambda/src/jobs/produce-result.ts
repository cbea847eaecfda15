import type { FailureKind } from '#contract/failure-kinds.ts'
import type { Warning } from '#contract/job.ts'
import type { ImageModel, ImageOutcome, ModelRow } from '../models/image-model.ts'
import { isRetired } from '../models/registry.ts'
import type { Claim } from './claim-run.ts'
import type { RequestRecord, ResultRecord } from './job-records.ts'
import type { RunServices } from './run-services.ts'

/** Kept free of the claim for download, variants and writing, in milliseconds. */
const RESERVE_MS = 30_000

export interface ClaimedRun {
  readonly request: RequestRecord
  readonly run: string
  readonly modelId: string
  readonly claim: Exclude<Claim, { status: 'held' }>
}

/** The result of a run that this delivery owns: every trouble with the model or its picture is a result too. */
export async function produceResult(services: RunServices, claimed: ClaimedRun): Promise<ResultRecord> {
  const { request, run, modelId, claim } = claimed
  const startedAt = timestamp(services)
  const fail = (kind: FailureKind) => failure(services, { startedAt, kind, warnings: [] })
  if (claim.status === 'expired') return fail('expired')
  // An earlier process stored the picture and died before it could record it: no second call.
  if (claim.status === 'resumed')
    return keepPicture(services, { request, run, startedAt, bytes: claim.original, warnings: [] })

  const model = services.findModel(modelId)
  if (model === undefined || isRetired(model.row, services.timing.now())) return fail('retired')
  if (model.generate === undefined) return fail('auth')
  const limitMs = Math.min(model.row.timeoutMs, claim.deadlineMs - services.timing.now() - RESERVE_MS)
  if (limitMs <= 0) return fail('expired')
  const outcome = await generateWithin(limitMs, { row: model.row, generate: model.generate }, request).catch(
    (error: unknown): ImageOutcome => {
      // A defect of ours in a model: its charge is not known, and no other delivery may call it again.
      services.log.error('model-broke', { model: modelId, run }, error)
      return { status: 'failed', kind: 'upstream', retryable: false, warnings: [] }
    },
  )
  report(services, { outcome, modelId, startedAt })
  const { warnings } = outcome
  if (outcome.status === 'failed') return failure(services, { startedAt, kind: outcome.kind, warnings })
  return keepPicture(services, { request, run, startedAt, bytes: outcome.bytes, warnings })
}

/** A failure of a run without a model's answer. */
export function expired(services: RunServices, startedAt: string | undefined): ResultRecord {
  return failure(services, { startedAt: startedAt ?? timestamp(services), kind: 'expired', warnings: [] })
}

/** The model's answer, or `timeout`: a model that ignores its signal must not hold the run for ever. */
async function generateWithin(
  limitMs: number,
  model: { row: ModelRow; generate: ImageModel },
  request: RequestRecord,
): Promise<ImageOutcome> {
  const controller = new AbortController()
  const { promise: late, resolve } = Promise.withResolvers<ImageOutcome>()
  const timer = setTimeout(() => {
    controller.abort(new DOMException('the run took too long', 'TimeoutError'))
    resolve({ status: 'failed', kind: 'timeout', retryable: false, warnings: [] })
  }, limitMs)
  const { prompt, negativePrompt, aspectRatio, seed } = request
  const { signal } = controller
  try {
    const answer = model.generate({ model: model.row, prompt, negativePrompt, aspectRatio, seed, signal })
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

interface Picture {
  readonly request: RequestRecord
  readonly run: string
  readonly startedAt: string
  readonly bytes: Uint8Array
  readonly warnings: readonly Warning[]
}

async function keepPicture(services: RunServices, picture: Picture): Promise<ResultRecord> {
  const { request, run, startedAt, bytes, warnings } = picture
  const about = { jobId: request.jobId, run }
  try {
    const kept = await services.pictures.keep(request.jobId, run, bytes)
    if (kept.status === 'undecodable') {
      services.log.warn('picture-undecodable', { ...about, reason: kept.reason })
      return failure(services, { startedAt, kind: 'undecodable', warnings })
    }
    if (kept.missingVariants > 0) services.log.warn('variants-missing', { ...about, count: kept.missingVariants })
    return { status: 'completed', image: kept.image, ...ended(services, startedAt, warnings) }
  } catch (error) {
    // The store has refused the picture after its repeats: this run has failed, the job's other models go on.
    services.log.error('picture-not-stored', about, error)
    return failure(services, { startedAt, kind: 'upstream', warnings })
  }
}

interface Failed {
  readonly startedAt: string
  readonly kind: FailureKind
  readonly warnings: readonly Warning[]
}

function failure(services: RunServices, { startedAt, kind, warnings }: Failed): ResultRecord {
  return { status: kind === 'refused' ? 'refused' : 'failed', kind, ...ended(services, startedAt, warnings) }
}

function ended(services: RunServices, startedAt: string, warnings: readonly Warning[]) {
  return { startedAt, completedAt: timestamp(services), ...(warnings.length > 0 && { warnings: [...warnings] }) }
}

function timestamp({ timing }: RunServices): string {
  return new Date(timing.now()).toISOString()
}

interface Report {
  readonly outcome: ImageOutcome
  readonly modelId: string
  readonly startedAt: string
}

function report({ log, metrics, timing }: RunServices, { outcome, modelId, startedAt }: Report): void {
  const durationMs = timing.now() - Date.parse(startedAt)
  if (outcome.status === 'image') {
    log.info('model-answered', { model: modelId, durationMs, bytes: outcome.bytes.byteLength })
    return
  }
  const { kind, httpStatus, code, detail } = outcome
  log.warn('model-failed', { model: modelId, kind, durationMs, httpStatus, code, detail })
  metrics.count('ModelFailed', 1, { model: modelId, kind })
}
