import type { ImageModel, ImageOutcome, ModelRow, PictureFacts } from '../models/image-model.ts'
import { isRetired } from '../models/registry.ts'
import type { Claim } from './claim-run.ts'
import { isCanceled, isDeleted, type RequestRecord, type ResultRecord } from './job-records.ts'
import { reportAnswer } from './report-answer.ts'
import { canceledResult, completedResult, failedResult, type RunFailure } from './result-record.ts'
import type { KnownModel, RunServices } from './run-services.ts'

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
  const nowMs = services.timing.now()
  const startedAt = new Date(nowMs).toISOString()
  const model = services.findModel(modelId)
  const fail = (failure: Omit<RunFailure, 'costsNothing'>, wasCalled: boolean) => {
    const costsNothing = !wasCalled || model?.row.free === true
    return failedResult({ startedAt, nowMs: services.timing.now() }, { ...failure, costsNothing })
  }
  if (claim.status === 'expired') return fail({ kind: 'expired' }, claim.wasCalled)
  const keep = (bytes: Uint8Array, facts: PictureFacts) => {
    return keepPicture(services, { request, run, startedAt, bytes, facts, model })
  }
  // An earlier process stored the picture and died before it could record it: no second call.
  if (claim.status === 'resumed') return keep(claim.original, { warnings: [] })
  // Asked after the claim: who cancels or deletes writes the marker first and then looks for claims, so that one of the two sees the other.
  const mayBegin = await isStillWanted(services, { jobId: request.jobId, run })
  if (mayBegin === 'canceled') return canceledResult(nowMs)
  // Nobody can say, so that nothing is called; the claim would else keep the run from ending for minutes.
  if (mayBegin === 'unknown') return fail({ kind: 'upstream', retryable: true }, false)

  if (model === undefined || isRetired(model.row, nowMs)) return fail({ kind: 'retired' }, false)
  if (model.generate === undefined) return fail({ kind: 'auth' }, false)
  const limitMs = Math.min(model.row.timeoutMs, claim.deadlineMs - services.timing.now() - RESERVE_MS)
  if (limitMs <= 0) return fail({ kind: 'expired' }, false)
  const outcome = await callModel(services, { row: model.row, generate: model.generate, limitMs, request, run })
  reportAnswer(services, { outcome, row: model.row, startedAt })
  if (outcome.status === 'failed') return fail(outcome, true)
  const { bytes, ...facts } = outcome
  return keep(bytes, facts)
}

async function isStillWanted(
  { store, log }: RunServices,
  about: { readonly jobId: string; readonly run: string },
): Promise<'wanted' | 'canceled' | 'unknown'> {
  try {
    const stopped = await Promise.all([isCanceled(store, about.jobId), isDeleted(store, about.jobId)])
    return stopped.includes(true) ? 'canceled' : 'wanted'
  } catch (error) {
    log.error('cancel-not-read', about, error)
    return 'unknown'
  }
}

interface ModelCall {
  readonly row: ModelRow
  readonly generate: ImageModel
  readonly limitMs: number
  readonly request: RequestRecord
  readonly run: string
}

/** The model's answer, or `timeout`: a model that ignores its signal must not hold the run for ever. */
async function callModel(
  { log }: RunServices,
  { row, generate, limitMs, request, run }: ModelCall,
): Promise<ImageOutcome> {
  const controller = new AbortController()
  const { promise: late, resolve } = Promise.withResolvers<ImageOutcome>()
  const timer = setTimeout(() => {
    controller.abort(new DOMException('the run took too long', 'TimeoutError'))
    resolve({ status: 'failed', kind: 'timeout', retryable: false, warnings: [] })
  }, limitMs)
  const { prompt, negativePrompt, aspectRatio, seed } = request
  try {
    const answer = generate({ model: row, prompt, negativePrompt, aspectRatio, seed, signal: controller.signal })
    return await Promise.race([answer, late])
  } catch (error) {
    // A defect of ours in a model: its charge is not known, and no other delivery may call it again.
    log.error('model-broke', { model: row.id, run }, error)
    return { status: 'failed', kind: 'upstream', retryable: false, warnings: [] }
  } finally {
    clearTimeout(timer)
  }
}

interface Picture {
  readonly request: RequestRecord
  readonly run: string
  readonly startedAt: string
  readonly bytes: Uint8Array
  readonly facts: PictureFacts
  readonly model: KnownModel | undefined
}

async function keepPicture(services: RunServices, picture: Picture): Promise<ResultRecord> {
  const { request, run, startedAt, bytes, facts, model } = picture
  const { log, timing, pictures } = services
  const about = { jobId: request.jobId, run }
  const row = model?.row
  const fail = (kind: 'undecodable' | 'upstream') => {
    const costsNothing = row?.free === true
    return failedResult({ startedAt, nowMs: timing.now() }, { kind, warnings: facts.warnings, costsNothing })
  }
  try {
    const kept = await pictures.keep(request.jobId, run, bytes)
    if (kept.status === 'undecodable') {
      log.warn('picture-undecodable', { ...about, reason: kept.reason })
      return fail('undecodable')
    }
    if (kept.missingVariants > 0) log.warn('variants-missing', { ...about, count: kept.missingVariants })
    return completedResult({ startedAt, nowMs: timing.now() }, kept.image, { ...facts, ...(row && { row }) })
  } catch (error) {
    // The store has refused the picture after its repeats: this run has failed, the job's other models go on.
    log.error('picture-not-stored', about, error)
    return fail('upstream')
  }
}
