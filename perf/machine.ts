import { availableParallelism, cpus, totalmem } from 'node:os'

/** What a figure was measured on, in one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memoryGib = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} cores (${model}), ${memoryGib} GiB, Node ${process.version}`
}

/** Median, spread and count of measured values, in the order they are printed. */
export function summarize(values: readonly number[]): { runs: number; median: number; min: number; max: number } {
  const sorted = [...values].sort((one, other) => one - other)
  return {
    runs: sorted.length,
    median: percentile(sorted, 50),
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  }
}

/** The value below which a share of the sorted values lies (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN
}
