import { summarize } from '../machine.ts'
import type { MeasuredPage } from './measure-pages.ts'

/** Lighthouse itself warns below this index that a processor is slower than its slow-down supposes. */
const LEAST_BENCHMARK_INDEX = 1000
/** The bare page blocks for nearly nothing wherever the processor is its own. */
const MOST_BARE_TBT_MS = 50

/** Two values: what the machine is worth, and what the page that cannot be slow took on it. */
export interface MachineSpeed {
  readonly benchmarkIndex: number
  readonly bareTbtMs: number
}

export function speedOf(pages: readonly MeasuredPage[], bare: MeasuredPage): MachineSpeed {
  const all = [...pages, bare].flatMap(({ runs }) => runs.map(({ benchmarkIndex }) => benchmarkIndex))
  const bareTbts = bare.runs.map(({ values }) => values.tbt ?? Number.NaN)
  return { benchmarkIndex: summarize(all).median, bareTbtMs: summarize(bareTbts).median }
}

/** Why no timing of this machine can be judged; undefined: they can. A limit is never moved instead. */
export function whyTooSlow({ benchmarkIndex, bareTbtMs }: MachineSpeed): string | undefined {
  if (!(benchmarkIndex >= LEAST_BENCHMARK_INDEX)) {
    return `not judged: the benchmark index of this machine is ${Math.round(benchmarkIndex)}, and timings need ${LEAST_BENCHMARK_INDEX}`
  }
  if (!(bareTbtMs <= MOST_BARE_TBT_MS)) {
    return `not judged: the machine is busy, since a page that only shows a sentence blocked for ${Math.round(bareTbtMs)} ms (at most ${MOST_BARE_TBT_MS})`
  }
  return undefined
}
