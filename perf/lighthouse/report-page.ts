import { escapeText } from '../../lambda/src/gallery/escape-text.ts'
import type { KeptRun } from './kept-runs.ts'
import { countVerdicts, describeRun, spreadOf } from './markdown.ts'
import { REPORT_STYLE } from './report-style.ts'
import type { RunSummary } from './run-summary.ts'
import { trendChart } from './trend-chart.ts'

const WORDS = { passed: 'pass', failed: 'miss', skipped: 'not judged' } as const
/** What is drawn over the runs: one limit each, and few enough to be looked at. */
const TRENDS =
  /^(?:page \S+ mobile (?:performance|lcp|tbt)|flow \S+ inp|first-screen \/ requests|bytes (?:first-route js|app js|service-worker js) gzip)$/

/** The page over all kept runs, the oldest first: one file that needs nothing else. */
export function reportPage(runs: readonly KeptRun[]): string {
  const last = runs.at(-1)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Pixel Prompt: Lighthouse</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<h1>Pixel Prompt: Lighthouse</h1>
${last === undefined ? '<p>No run is kept yet.</p>' : lastRun(last.summary)}
${last === undefined ? '' : trends(runs)}
${last === undefined ? '' : budgetTable(last.summary)}
${runs.length === 0 ? '' : runList(runs)}
</body>
</html>
`
}

function lastRun(run: RunSummary): string {
  const verdict = run.budgets.some((row) => row.verdict === 'failed') ? 'failed' : 'passed'
  const notice =
    run.tooSlow === undefined
      ? ''
      : `<p class="notice">Timings beyond their budget were ${escapeText(run.tooSlow)}.</p>`
  return `<p class="verdict ${verdict}">${countVerdicts(run)}</p>
<p class="quiet">${escapeText(describeRun(run))} Commit ${escapeText(run.commit)}.</p>${notice}`
}

function trends(runs: readonly KeptRun[]): string {
  const newest = runs.at(-1)?.summary.budgets ?? []
  const names = [...new Set(newest.map(({ figure }) => figure))].filter((name) => TRENDS.test(name))
  const labels = runs.map(({ id }) => id.replace('T', ' '))
  const charts = names.flatMap((name) => {
    const limit = newest.find(({ figure }) => figure === name)?.limitValue
    const values = runs.map(({ summary }) => summary.figures.find((figure) => figure.name === name)?.median ?? null)
    return limit === undefined ? [] : [trendChart({ name, values, labels, limit })]
  })
  return `<h2>Over the kept runs</h2><div class="charts">${charts.join('\n')}</div>`
}

function budgetTable(run: RunSummary): string {
  const rows = run.budgets.map(({ figure, limit, measured, verdict, note = '' }) => {
    const numbers = [limit, measured, spreadOf(run, figure)].map(
      (cell) => `<td class="number">${escapeText(cell)}</td>`,
    )
    const said = note === '' || note === run.tooSlow ? '' : `: ${escapeText(note)}`
    return `<tr><td>${escapeText(figure)}</td><td class="${verdict}">${WORDS[verdict]}${said}</td>${numbers.join('')}</tr>`
  })
  return `<h2>Budgets of the last run</h2><div class="scrolls"><table>
<thead><tr><th>figure</th><th>verdict</th><th class="number">budget</th><th class="number">median</th><th class="number">spread</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`
}

function runList(runs: readonly KeptRun[]): string {
  const items = runs.toReversed().map(({ id, summary, reports }) => {
    const links = reports.map((file) => `<li><a href="${id}/${encodeURI(file)}">${escapeText(file)}</a></li>`)
    const own =
      links.length === 0
        ? ''
        : `<p class="quiet">Lighthouse's own pages, where this run was made:</p><ul>${links.join('')}</ul>`
    return `<details><summary>${id.replace('T', ' ')}: ${countVerdicts(summary)}</summary>
<p><a href="${id}/summary.json">summary.json</a>, ${escapeText(describeRun(summary))}</p>${own}</details>`
  })
  return `<h2>Runs</h2>${items.join('\n')}`
}
