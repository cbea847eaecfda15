import type { BudgetRow } from './check-budgets.ts'

const LAZY = /^bytes lazy .+ gzip$/

/** Dozens of later parts that are within their one limit are one row, that of the largest; each one beyond it keeps its own. */
export function condenseRows(rows: readonly BudgetRow[]): BudgetRow[] {
  const within = rows.filter(({ figure, verdict }) => LAZY.test(figure) && verdict === 'passed')
  const largest = within.reduce<BudgetRow | undefined>((most, row) => {
    return most === undefined || row.value > most.value ? row : most
  }, undefined)
  return rows.flatMap((row) => {
    if (row === largest) return [{ ...row, note: `the largest of ${within.length}` }]
    return within.includes(row) ? [] : [row]
  })
}
