import { runId } from '#contract/ids.ts'
import { KEYS } from '../store/keys.ts'
import { claimRun } from './claim-run.ts'
import { takeBackIfDeleted } from './erase-job.ts'
import { finishRun } from './finish-run.ts'
import type { RunMessage } from './job-message.ts'
import { createRecord, type ResultRecord, readRequest, readResult } from './job-records.ts'
import { type ClaimedRun, produceResult } from './produce-result.ts'
import { failedResult } from './result-record.ts'
import type { RunServices } from './run-services.ts'

/** `held`: another delivery of the message is at work on the run, so this one goes back to the queue. */
export type RunOutcome = 'done' | 'held'

/**
 * Does one run: claim, call, store, record, publish. Safe to repeat at any point: a run has one result, a model that
 * costs money is called once, and what an earlier delivery left undone after the result is done again.
 * Throws on store trouble; the message then comes back.
 */
export async function runModel(services: RunServices, message: RunMessage): Promise<RunOutcome> {
  const run = runId(message.model, message.attempt)
  // Also what an earlier delivery wrote before it died.
  if (await takeBackIfDeleted(services, message.jobId, run)) return 'done'
  const outcome = await doRun(services, message, run)
  if (outcome === 'done') await takeBackIfDeleted(services, message.jobId, run)
  return outcome
}

async function doRun(services: RunServices, message: RunMessage, run: string): Promise<RunOutcome> {
  const { store, timing, log } = services
  const request = await readRequest(store, message.jobId)
  if (request === undefined) {
    log.warn('run-dropped', { jobId: message.jobId, run, reason: 'its job does not exist' })
    return 'done'
  }
  const known = await readResult(store, request.jobId, run)
  if (known !== undefined) {
    await finishRun(services, { request, run, result: known })
    return 'done'
  }
  const free = services.findModel(message.model)?.row.free === true
  const acceptedAt = message.acceptedAt ?? request.createdAt
  const claim = await claimRun({ store, jobId: request.jobId, acceptedAt, run, timing, free })
  if (claim.status === 'held') return 'held'
  const claimed = { request, run, modelId: message.model, claim }
  const result = await recordResult(services, claimed, await produceResult(services, claimed))
  if (result !== undefined) await finishRun(services, { request, run, result })
  return 'done'
}

/** Writes the result once. Past the run's deadline a reader may have told its end as `expired`, so that it stays so. */
async function recordResult(
  services: RunServices,
  { request, run, modelId, claim }: ClaimedRun,
  produced: ResultRecord,
): Promise<ResultRecord | undefined> {
  const { store, timing, log } = services
  const isLate = claim.status !== 'expired' && timing.now() >= claim.deadlineMs
  const times = { startedAt: produced.startedAt ?? produced.completedAt, nowMs: timing.now() }
  const costsNothing = services.findModel(modelId)?.row.free === true
  const result = isLate ? failedResult(times, { kind: 'expired', costsNothing }) : produced
  const about = { jobId: request.jobId, run, status: result.status, ...('kind' in result && { kind: result.kind }) }
  if (await createRecord(store, KEYS.result(request.jobId, run), result)) {
    log.info('result-stored', about)
    return result
  }
  log.warn('result-known', about)
  return undefined
}
