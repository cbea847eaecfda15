import type { ImageOutcome, ModelRow } from '../models/image-model.ts'
import { listedCost } from './result-record.ts'
import type { RunServices } from './run-services.ts'

interface Answer {
  readonly outcome: ImageOutcome
  readonly row: ModelRow
  readonly startedAt: string
}

/** The lines that the alarm of money and the queries of the template read. */
export function reportAnswer(
  { log, metrics, timing }: Pick<RunServices, 'log' | 'metrics' | 'timing'>,
  { outcome, row, startedAt }: Answer,
): void {
  const model = row.id
  const durationMs = timing.now() - Date.parse(startedAt)
  const { requestId } = outcome
  if (outcome.status === 'image') {
    const costMicroUsd = (outcome.cost ?? listedCost(row))?.microUsd
    log.info('model-answered', { model, durationMs, bytes: outcome.bytes.byteLength, costMicroUsd, requestId })
    return
  }
  const { kind, httpStatus, code, detail } = outcome
  log.warn('model-failed', { model, kind, durationMs, httpStatus, code, requestId, detail })
  metrics.count('ModelFailed', 1, { model, kind })
}
