/**
 * Pages by Lighthouse, interactions, bytes and requests against perf/budgets.json. `npm run perf`; with `--quick` what
 * `npm test` takes of it.
 */
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readBudgets } from './budgets.ts'
import { checkBudgets } from './check-budgets.ts'
import { condenseRows } from './condense-rows.ts'
import { whyTooSlow } from './judge-machine.ts'
import { writeIndex } from './kept-runs.ts'
import { countVerdicts, toDocumentTables, toMarkdown } from './markdown.ts'
import { measure } from './measure.ts'
import { openMeasuredSite } from './measured-site.ts'
import { printRows } from './print-rows.ts'
import { FULL, QUICK } from './profiles.ts'
import { summarizeRun } from './run-summary.ts'

const REPORTS = fileURLToPath(new URL('../reports', import.meta.url))

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const profile = flags.quick ? QUICK : FULL
const startedAt = new Date()
const folder = join(REPORTS, flags.quick ? 'quick' : startedAt.toISOString().slice(0, 19).replaceAll(':', '-'))
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })

const budgets = (await readBudgets()).filter(({ quick }) => quick || !flags.quick)
const site = await openMeasuredSite()
const counts = new Map<string, number>()
const measurement = await measure({
  site,
  profile,
  budgets,
  say: (sentence) => console.info(sentence),
  async onRun({ name }, { html, json }) {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const file = join(folder, `${name.replaceAll(/[^\w]+/g, '-')}-${count}`)
    await Promise.all([writeFile(`${file}.html`, html), writeFile(`${file}.json`, json)])
  },
}).finally(site.close)

const tooSlow = whyTooSlow(measurement.speed)
const rows = condenseRows(checkBudgets(budgets, { figures: measurement.figures, tooSlow }))
const run = summarizeRun({ ...measurement, startedAt, profile: profile.name, rows, tooSlow })
await writeFile(join(folder, 'summary.json'), `${JSON.stringify(run, undefined, 2)}\n`)
// One place, whatever the run is called.
await writeFile(join(REPORTS, 'summary.md'), toMarkdown(run))
if (!flags.quick) await writeIndex(REPORTS)
if (process.env.GITHUB_STEP_SUMMARY) await appendFile(process.env.GITHUB_STEP_SUMMARY, toMarkdown(run))

console.info(`\n${printRows(run)}\n`)
if (!flags.quick) console.info(`For docs/PERFORMANCE.md:\n\n${toDocumentTables(run)}`)
if (tooSlow !== undefined) console.warn(`!! TIMINGS BEYOND THEIR BUDGET WERE ${tooSlow.toUpperCase()}. !!`)
console.info(`Reports: ${folder}`)
console.info(countVerdicts(run))
process.exitCode = rows.some(({ verdict }) => verdict === 'failed') ? 1 : 0
