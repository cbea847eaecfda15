import type { FailureKind } from '#contract/failure-kinds.ts'
import type { Cost, Warning } from '#contract/job.ts'
import { toMicroUsd } from '#contract/models.ts'
import type { ImageFacts } from '../images/picture-store.ts'
import type { ModelRow, PictureFacts } from '../models/image-model.ts'
import type { ResultRecord } from './job-records.ts'

/** When a run began and ended, milliseconds since the epoch. */
export interface RunTimes {
  readonly startedAt: string
  readonly nowMs: number
}

export interface RunFailure {
  readonly kind: FailureKind
  readonly warnings?: readonly Warning[]
  /** The provider reported something that may pass. */
  readonly retryable?: boolean
  readonly retryAfterMs?: number | undefined
  /** Whether it is certain that nothing was spent: the model is free, or was never called. */
  readonly costsNothing: boolean
}

/** A call that ended like this may have been charged, unless the provider itself reported that it failed. */
const MAY_BE_CHARGED: ReadonlySet<FailureKind> = new Set(['timeout', 'upstream', 'undecodable', 'expired'])

/** The record of a run without a picture. */
export function failedResult(times: RunTimes, failure: RunFailure): ResultRecord {
  const { kind, warnings = [], retryable = false, retryAfterMs, costsNothing } = failure
  const mayBeCharged = !costsNothing && !retryable && MAY_BE_CHARGED.has(kind)
  return {
    status: kind === 'refused' ? 'refused' : 'failed',
    kind,
    ...(retryable && { retryable }),
    ...(retryAfterMs !== undefined && { retryAt: new Date(times.nowMs + retryAfterMs).toISOString() }),
    ...(mayBeCharged && { mayBeCharged }),
    ...ended(times, warnings),
  }
}

/** The record of a run with a picture. */
export function completedResult(
  times: RunTimes,
  image: ImageFacts,
  facts: PictureFacts & { row?: ModelRow },
): ResultRecord {
  const { warnings, seed, revisedPrompt } = facts
  const cost = facts.cost ?? listedCost(facts.row)
  return {
    status: 'completed',
    image,
    ...(cost !== undefined && { cost }),
    ...(seed !== undefined && { seed }),
    ...(revisedPrompt !== undefined && { revisedPrompt }),
    ...ended(times, warnings),
  }
}

/** The record of a run that was stopped before its model was called. */
export function canceledResult(nowMs: number): ResultRecord {
  return { status: 'canceled', completedAt: new Date(nowMs).toISOString() }
}

/** What the price list says of a picture: an estimate, except that nothing is nothing. */
export function listedCost(row: ModelRow | undefined): Cost | undefined {
  if (row?.price === undefined) return undefined
  const { usd, maxUsd } = row.price
  return {
    microUsd: toMicroUsd(usd),
    ...(maxUsd !== undefined && { maxMicroUsd: toMicroUsd(maxUsd) }),
    source: row.free ? 'reported' : 'estimated',
  }
}

function ended({ startedAt, nowMs }: RunTimes, warnings: readonly Warning[]) {
  const completedAt = new Date(nowMs).toISOString()
  return { startedAt, completedAt, ...(warnings.length > 0 && { warnings: [...warnings] }) }
}
