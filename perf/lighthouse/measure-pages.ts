import type { Figure } from './figure.ts'
import type { FormFactor } from './profiles.ts'
import { PAGE_VALUES, type PageRun } from './read-result.ts'
import { type LighthouseRun, runLighthouse } from './run-lighthouse.ts'

export interface PageTarget {
  /** The first words of its figures, such as "page /gallery mobile". */
  readonly name: string
  readonly url: string
  readonly formFactor: FormFactor
}

export interface MeasuredPage {
  readonly target: PageTarget
  readonly runs: readonly PageRun[]
  /** How many runs were added because of a near miss. */
  readonly repeated: number
}

type OnRun = (target: PageTarget, run: LighthouseRun) => Promise<void>

/** Loads every page, then every page again, and so on, so that what disturbs the machine for a while disturbs all alike. */
export async function measurePages(
  targets: readonly PageTarget[],
  { runs, onRun }: { readonly runs: number; readonly onRun: OnRun },
): Promise<MeasuredPage[]> {
  const found = new Map(targets.map((target) => [target, [] as PageRun[]]))
  for (let run = 0; run < runs; run += 1) {
    for (const target of targets) {
      const { html, json, ...result } = await runLighthouse(target.url, target.formFactor)
      found.get(target)?.push(result)
      await onRun(target, { html, json, ...result })
    }
  }
  return targets.map((target) => ({ target, runs: found.get(target) ?? [], repeated: 0 }))
}

/** Adds runs to those of a page: the median is that of all of them, so that a repeat cannot choose the better half. */
export function withMoreRuns(page: MeasuredPage, more: MeasuredPage): MeasuredPage {
  return { ...page, runs: [...page.runs, ...more.runs], repeated: page.repeated + more.runs.length }
}

export function figuresOfPages(pages: readonly MeasuredPage[]): Figure[] {
  return pages.flatMap(({ target, runs, repeated }) => {
    const failure = runs.find((run) => run.failure !== undefined)?.failure
    const note = failure ?? (repeated > 0 ? `near miss: ${repeated} runs were added` : undefined)
    return PAGE_VALUES.map((value) => ({
      name: `${target.name} ${value}`,
      values: runs.map((run) => run.values[value] ?? Number.NaN),
      ...(note !== undefined && { note }),
    }))
  })
}
