import { type Budget, isAbout } from './budgets.ts'
import { type Figure, isTiming, medianOf, showValue } from './figure.ts'

export type Verdict = 'passed' | 'failed' | 'skipped'

/** One budget against one figure. */
export interface BudgetRow {
  readonly figure: string
  readonly limit: string
  readonly limitValue: number
  readonly measured: string
  /** Not a number where nothing was measured. */
  readonly value: number
  readonly verdict: Verdict
  /** Why it failed or was skipped, where the numbers do not say it; and what is to be known of the figure. */
  readonly note?: string
}

interface Measured {
  readonly figures: readonly Figure[]
  /** Why timings of this machine say nothing; undefined: they do. */
  readonly tooSlow: string | undefined
}

/** Holds every budget against every figure that it is about. A budget about nothing has failed: nobody would see it break. */
export function checkBudgets(budgets: readonly Budget[], measured: Measured): BudgetRow[] {
  return budgets.flatMap((budget) => {
    const own = measured.figures.filter(({ name }) => isAbout(budget, name))
    if (own.length > 0) return own.map((figure) => check(budget, figure, measured.tooSlow))
    const note = 'this budget matches no figure that was measured'
    return [
      {
        figure: budget.figure,
        ...limitOf(budget),
        measured: 'nothing',
        value: Number.NaN,
        verdict: 'failed' as const,
        note,
      },
    ]
  })
}

function check(budget: Budget, figure: Figure, tooSlow: string | undefined): BudgetRow {
  const median = medianOf(figure)
  const common = {
    figure: figure.name,
    ...limitOf(budget),
    measured: showValue(figure.name, median),
    value: median,
    ...(figure.note !== undefined && { note: figure.note }),
  }
  if (!Number.isFinite(median)) return { ...common, verdict: 'failed' }
  const reasons = Object.entries(budget.heldBy ?? {}).filter(([held]) => isAbout({ figure: held }, figure.name))
  const known = [figure.note, ...reasons.map(([, reason]) => reason)].filter((each) => each !== undefined)
  // What holds on a machine that is too slow holds on any.
  if (missBy(budget, median) <= 0) return { ...common, verdict: 'passed' }
  if (isTiming(figure.name) && tooSlow !== undefined) return { ...common, verdict: 'skipped', note: tooSlow }
  return { ...common, verdict: 'failed', ...(known.length > 0 && { note: known.join('; ') }) }
}

/** How far a value is beyond the limit; 0 or less: within it. */
function missBy({ atLeast, atMost }: Budget, value: number): number {
  if (atMost !== undefined) return value - atMost
  return atLeast === undefined ? Number.NaN : atLeast - value
}

/** Names of the figures that miss a budget by so little that another measurement may tell more. */
export function nearMisses(budgets: readonly Budget[], figures: readonly Figure[]): string[] {
  const isNear = (figure: Figure) =>
    budgets.some((budget) => {
      if (budget.nearMiss === undefined || !isAbout(budget, figure.name)) return false
      const miss = missBy(budget, medianOf(figure))
      return miss > 0 && miss <= budget.nearMiss
    })
  return figures.filter(isNear).map(({ name }) => name)
}

function limitOf({ figure, atLeast, atMost }: Budget): Pick<BudgetRow, 'limit' | 'limitValue'> {
  const limitValue = atMost ?? atLeast ?? Number.NaN
  return { limit: `${atMost === undefined ? '≥' : '≤'} ${showValue(figure, limitValue)}`, limitValue }
}
