import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import * as v from 'valibot'
import { describeMachine, summarize } from '../machine.ts'
import type { BudgetRow } from './check-budgets.ts'
import { type Figure, medianOf } from './figure.ts'
import type { Measurement } from './measure.ts'

const Value = v.nullable(v.number())

/** What is kept of a run. A value that is null was not a number. */
export const RunSummary = v.object({
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  profile: v.picklist(['full', 'quick']),
  commit: v.string(),
  machine: v.string(),
  load: v.number(),
  lighthouse: v.string(),
  browser: v.string(),
  benchmarkIndex: Value,
  bareTbtMs: Value,
  /** Why timings were not judged. */
  tooSlow: v.optional(v.string()),
  figures: v.array(
    v.object({
      name: v.string(),
      median: Value,
      min: Value,
      max: Value,
      runs: v.number(),
      note: v.optional(v.string()),
    }),
  ),
  budgets: v.array(
    v.object({
      figure: v.string(),
      limit: v.string(),
      limitValue: v.number(),
      measured: v.string(),
      verdict: v.picklist(['passed', 'failed', 'skipped']),
      note: v.optional(v.string()),
    }),
  ),
})
export type RunSummary = v.InferOutput<typeof RunSummary>

interface SummaryParts extends Measurement {
  readonly startedAt: Date
  readonly profile: RunSummary['profile']
  readonly rows: readonly BudgetRow[]
  readonly tooSlow: string | undefined
}

export function summarizeRun({ startedAt, profile, figures, speed, rows, tooSlow, ...by }: SummaryParts): RunSummary {
  return {
    startedAt: startedAt.toISOString(),
    profile,
    commit: commit(),
    machine: describeMachine(),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    lighthouse: by.lighthouse,
    browser: by.browser,
    benchmarkIndex: orNull(speed.benchmarkIndex),
    bareTbtMs: orNull(speed.bareTbtMs),
    ...(tooSlow !== undefined && { tooSlow }),
    figures: figures.map(keep),
    budgets: rows.map(({ value: _isInFigures, ...row }) => row),
  }
}

function keep(figure: Figure): RunSummary['figures'][number] {
  const { min, max } = summarize(figure.values)
  const [median, low, high] = [medianOf(figure), min, max].map(orNull)
  const { name, note, values } = figure
  const common = { name, median: median ?? null, min: low ?? null, max: high ?? null, runs: values.length }
  return { ...common, ...(note !== undefined && { note }) }
}

/** JSON knows no other word for what is not a number. Thousandths are enough. */
function orNull(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown' // an archive without its repository can be measured too
  }
}
