import type { Verdict } from './check-budgets.ts'

import { spreadOf } from './markdown.ts'
import type { RunSummary } from './run-summary.ts'

const MARKS = { passed: 'pass', failed: 'MISS', skipped: 'skipped' } as const

/** The table for a terminal; what failed stands last, where it is seen. */
export function printRows(run: RunSummary): string {
  const order: Verdict[] = ['passed', 'skipped', 'failed']
  const rows = order.flatMap((verdict) => run.budgets.filter((row) => row.verdict === verdict))
  const lines = rows.map((row) => [row.figure, row.limit, row.measured, spreadOf(run, row.figure), markOf(row)])
  const table = [['figure', 'budget', 'measured', 'spread', ''], ...lines]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)))
  return table
    .map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function markOf({ verdict, note }: RunSummary['budgets'][number]): string {
  return note === undefined ? MARKS[verdict] : `${MARKS[verdict]} (${note})`
}
