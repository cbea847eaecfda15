import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBudgets } from './check-budgets.ts'
import { readKeptRuns } from './kept-runs.ts'
import { toDocumentTables, toMarkdown } from './markdown.ts'
import { reportPage } from './report-page.ts'
import { type RunSummary, summarizeRun } from './run-summary.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-reports-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function runOf(lcpMs: number, more: { note?: string; tooSlow?: string } = {}): RunSummary {
  const { note, tooSlow } = more
  const figures = [
    { name: 'page / mobile performance', values: [100] },
    { name: 'page / mobile lcp', values: [lcpMs, lcpMs + 10, lcpMs - 10], ...(note !== undefined && { note }) },
  ]
  const rows = checkBudgets([{ figure: 'page * mobile lcp', atMost: 1500, quick: true }], { figures, tooSlow })
  const speed = { benchmarkIndex: 2000, bareTbtMs: 0 }
  const by = { lighthouse: '13.5.0', browser: 'Chrome/156' }
  return summarizeRun({ startedAt: new Date('2026-11-26'), profile: 'full', figures, speed, rows, tooSlow, ...by })
}

async function keep(id: string, text: string): Promise<void> {
  await mkdir(join(folder, id))
  await writeFile(join(folder, id, 'summary.json'), text)
}

describe('the page over all runs', () => {
  it('shows the last run, the way of each figure, and every run, and loads nothing from elsewhere', async () => {
    await keep('2026-11-25T10-00-00', JSON.stringify(runOf(1400)))
    await keep('2026-11-26T10-00-00', JSON.stringify(runOf(1600)))
    await mkdir(join(folder, 'quick'))
    const page = reportPage(await readKeptRuns(folder))
    expect(page).toContain('0 passed, 1 failed, 0 skipped')
    expect(page).toContain('<title>2026-11-25 10-00-00: 1,400 ms</title>')
    expect(page).toContain('<title>2026-11-26 10-00-00: 1,600 ms</title>')
    expect(page).toContain('href="2026-11-25T10-00-00/summary.json"')
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    expect(page).not.toContain('<script')
  })

  it('shows words of a run as words', () => {
    const summary = runOf(1600, { note: '<img src=x>' })
    const page = reportPage([{ id: '2026-11-26T10-00-00', summary, reports: [] }])
    expect(page).toContain('&lt;img src=x&gt;')
    expect(page).not.toContain('<img')
  })

  it('is there before any run is kept', async () => {
    expect(reportPage(await readKeptRuns(folder))).toContain('No run is kept yet.')
  })

  it('names a summary that cannot be read', async () => {
    await keep('2026-11-25T10-00-00', '{')
    await expect(readKeptRuns(folder)).rejects.toThrow('2026-11-25T10-00-00/summary.json cannot be read')
    await writeFile(join(folder, '2026-11-25T10-00-00/summary.json'), '{}')
    await expect(readKeptRuns(folder)).rejects.toThrow('is not the summary of a run')
  })
})

describe('the Markdown of a run', () => {
  it('has a row for each budget, with its verdict and its spread', () => {
    expect(toMarkdown(runOf(1600))).toContain(
      '| `page / mobile lcp` | ≤ 1,500 ms | 1,600 ms | 1,590 ms to 1,610 ms | ❌ **miss** |',
    )
    expect(toMarkdown(runOf(1400))).toContain('1 passed, 0 failed, 0 skipped')
  })

  it('says loudly that timings were not judged', () => {
    const markdown = toMarkdown(runOf(1600, { tooSlow: 'not judged: the machine is busy' }))
    expect(markdown).toContain('> ⚠️ **Timings beyond their budget were not judged: the machine is busy.**')
    expect(markdown).toContain('⚠️ not judged |')
  })

  it('makes the tables of the document, with what was not measured named as such', () => {
    const tables = toDocumentTables(runOf(1400))
    expect(tables).toContain('| / mobile | 100 |')
    expect(tables).toContain('1,400 ms (1,390 ms to 1,410 ms)')
    expect(tables).toContain('not a number')
  })
})
