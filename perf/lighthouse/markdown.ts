import { showValue } from './figure.ts'
import type { RunSummary } from './run-summary.ts'

const MARKS = { passed: '✅ pass', failed: '❌ **miss**', skipped: '⚠️ not judged' } as const
/** What the table of docs/PERFORMANCE.md shows of a page. */
const COLUMNS = ['performance', 'accessibility', 'best-practices', 'seo', 'fcp', 'lcp', 'tbt', 'cls'] as const

/** The run as a comment or a job's summary. */
export function toMarkdown(run: RunSummary): string {
  return [
    '## Lighthouse',
    '',
    countVerdicts(run),
    ...(run.tooSlow === undefined ? [] : ['', `> ⚠️ **Timings beyond their budget were ${run.tooSlow}.**`]),
    '',
    '| figure | budget | measured | spread | |',
    '|---|---|---|---|---|',
    ...run.budgets.map((row) => {
      const cells = [`\`${row.figure}\``, row.limit, row.measured, spreadOf(run, row.figure)]
      const isTold = row.note === undefined || row.note === run.tooSlow
      return `| ${cells.join(' | ')} | ${MARKS[row.verdict]}${isTold ? '' : `: ${row.note}`} |`
    }),
    '',
    describeRun(run),
    '',
  ].join('\n')
}

/** The tables of the section "Lighthouse" in docs/PERFORMANCE.md. */
export function toDocumentTables(run: RunSummary): string {
  const pages = run.figures.filter(({ name }) => name.endsWith(' performance')).map(({ name }) => name)
  const others = run.figures.filter(({ name }) => /^(?:flow|first-screen|bytes (?!lazy).*gzip)/.test(name))
  return [
    describeRun(run),
    '',
    '| page | performance | accessibility | best practices | SEO | FCP | LCP | TBT | CLS |',
    '|---|---|---|---|---|---|---|---|---|',
    ...pages.map((page) => {
      const name = page.replace(/ performance$/, '')
      const cells = COLUMNS.map((column) => withSpread(run, `${name} ${column}`))
      return `| ${name.replace(/^page /, '')} | ${cells.join(' | ')} |`
    }),
    '',
    '| what | median | spread |',
    '|---|---|---|',
    ...others.map(({ name }) => `| ${name} | ${medianText(run, name)} | ${spreadOf(run, name)} |`),
    '',
  ].join('\n')
}

export function countVerdicts({ budgets }: Pick<RunSummary, 'budgets'>): string {
  const count = (verdict: string) => budgets.filter((row) => row.verdict === verdict).length
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`
}

export function describeRun({ machine, benchmarkIndex, load, lighthouse, browser, startedAt }: RunSummary): string {
  const index = benchmarkIndex === null ? 'no benchmark index' : `benchmark index ${Math.round(benchmarkIndex)}`
  return `Lighthouse ${lighthouse}, ${browser}, ${machine}, ${index}, load ${load}, ${startedAt.slice(0, 10)}.`
}

function medianText(run: RunSummary, name: string): string {
  return showValue(name, run.figures.find((figure) => figure.name === name)?.median ?? Number.NaN)
}

/** From the least to the most; nothing where all runs were alike. */
export function spreadOf({ figures }: Pick<RunSummary, 'figures'>, name: string): string {
  const figure = figures.find((each) => each.name === name)
  if (figure === undefined || figure.min === null || figure.max === null || figure.min === figure.max) return ''
  return `${showValue(name, figure.min)} to ${showValue(name, figure.max)}`
}

function withSpread(run: RunSummary, name: string): string {
  const spread = spreadOf(run, name)
  return spread === '' ? medianText(run, name) : `${medianText(run, name)} (${spread})`
}
