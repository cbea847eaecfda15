import { AppError } from '#contract/errors.ts'
import { runId } from '#contract/ids.ts'
import { KEYS, runOfClaim, runOfResult, runOfRetry } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { createRecord, isDeleted, type RequestRecord, readRequest } from './job-records.ts'
import { type Caller, mayChange } from './owner.ts'
import { canceledResult } from './result-record.ts'
import type { Timing } from './timing.ts'

interface CancelServices {
  readonly store: ObjectStore
  readonly timing: Timing
}

export interface Cancellation {
  readonly jobId: string
  readonly caller: Caller
  readonly correlationId: string
}

/**
 * Stops what no model has been called for; what is under way is paid for and is kept. For an id that no job came with yet
 * the marker stands all the same, so that a send that is still on its way is refused. Repeating changes nothing.
 * @throws AppError FORBIDDEN
 */
export async function cancelJob({ store, timing }: CancelServices, asked: Cancellation): Promise<void> {
  const { jobId, caller, correlationId } = asked
  const [known, deleted] = await Promise.all([readRequest(store, jobId), isDeleted(store, jobId)])
  // A deletion has stopped it already, and nothing may be written that would outlive it.
  if (deleted) return
  if (known !== undefined && !mayChange(known, caller)) throw new AppError('FORBIDDEN')
  const canceledAt = new Date(timing.now()).toISOString()
  await createRecord(store, KEYS.canceled(jobId), { canceledAt, correlationId })
  // Read again: the job may have been written while there was no marker to stop it.
  const request = known ?? (await readRequest(store, jobId))
  if (request !== undefined) await endWaitingRuns({ store, timing }, request)
}

/** An attempt that nobody has claimed ends here and now, and not when its message comes around. */
async function endWaitingRuns({ store, timing }: CancelServices, { jobId, models }: RequestRecord): Promise<void> {
  const { keys } = await store.list({ prefix: KEYS.jobPrefix(jobId) })
  const begun = new Set(keys.flatMap((key) => runOfClaim(key) ?? runOfResult(key) ?? []))
  const asked = [...models.map((model) => runId(model, 1)), ...keys.flatMap((key) => runOfRetry(key) ?? [])]
  const waiting = asked.filter((run) => !begun.has(run))
  const record = canceledResult(timing.now())
  await Promise.all(waiting.map((run) => createRecord(store, KEYS.result(jobId, run), record)))
}
