import { ALL_STATES, nameOf } from './all-states.ts'
import { type Audit, THEMES } from './audit-state.ts'

/** The lines between which docs/ACCESSIBILITY.md has the table. */
export const TABLE_MARKS = ['<!-- states -->', '<!-- /states -->'] as const

/** A row for each state: how many violations axe found in each theme, or that it was not looked at in that one. */
export function auditTable(audits: ReadonlyMap<string, Audit>): string {
  const rows = ALL_STATES.map((state) => {
    const { violations = {} } = audits.get(nameOf(state)) ?? {}
    return [state.screen, state.state, ...THEMES.map((theme) => String(violations[theme] ?? '–'))]
  })
  const lines = [['screen', 'state', ...THEMES], ['---', '---', ...THEMES.map(() => '--:')], ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
