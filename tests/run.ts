import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const LIGHTHOUSE_SUMMARY = join(ROOT, 'perf/reports/quick/summary.json')
/** What must not go under in the output above the table. */
const notes: string[] = []

interface Tally {
  passed: number
  failed: number
  skipped: number
}

interface Step {
  readonly name: string
  readonly run: () => Promise<Tally>
}

/** A tool that passes or fails as a whole. */
function tool(name: string, command: string, ...args: string[]): Step {
  return {
    name,
    run: async () => {
      const code = await exec(command, args)
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
    },
  }
}

const Report = v.object({
  ...{ numPassedTests: v.number(), numFailedTests: v.number(), numPendingTests: v.number() },
  testResults: v.array(
    v.object({
      ...{ name: v.string(), status: v.string(), message: v.optional(v.string()) },
      assertionResults: v.array(
        v.object({ fullName: v.string(), status: v.string(), failureMessages: v.array(v.string()) }),
      ),
    }),
  ),
})

/** Tests that failed first and passed then: each is a defect, of the test or of the app, and is never passed over in silence. */
function unsteadyTests({ testResults }: v.InferOutput<typeof Report>): string[] {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName, failureMessages }) => `${fullName.trim()}: ${firstLine(failureMessages[0])}`)
}

/** What failed, also where the output above was cut off: tests, and files whose set-up never reached one. */
function failedTests({ testResults }: v.InferOutput<typeof Report>): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed')
      const file = relative(ROOT, name)
      if (failed.length === 0) return [`${file}: ${firstLine(message || 'its set-up failed')}`]
      return failed.map((test) => `${file}: ${test.fullName.trim()}: ${firstLine(test.failureMessages[0])}`)
    })
}

function firstLine(message = 'no reason was given'): string {
  return message.split('\n', 1)[0] ?? ''
}

/** A suite of tests/vitest.config.ts. A suite that ran nothing, or died without a report, has failed. */
function suite(project: string): Step {
  return {
    name: project,
    run: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-report-'))
      const output = join(folder, 'report.json')
      try {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`]
        const code = await exec('vitest', [
          'run',
          '--config',
          'tests/vitest.config.ts',
          '--project',
          project,
          ...reporters,
        ])
        const report = v.parse(Report, JSON.parse(await readFile(output, 'utf8')))
        for (const test of unsteadyTests(report)) notes.push(`${project}: passed at the second try: ${test}`)
        for (const test of failedTests(report)) notes.push(`${project}: failed: ${test}`)
        const failed = report.numFailedTests + (code !== 0 && report.numFailedTests === 0 ? 1 : 0)
        return { passed: report.numPassedTests, failed, skipped: report.numPendingTests }
      } catch (error) {
        console.error(`The suite "${project}" left no report.`, error)
        return { passed: 0, failed: 1, skipped: 0 }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

const Summary = v.object({
  tooSlow: v.optional(v.string()),
  budgets: v.pipe(v.array(v.object({ verdict: v.picklist(['passed', 'failed', 'skipped']) })), v.minLength(1)),
})

/** The quick profile of Lighthouse and bytes, each budget a test. A run that left no summary has failed. */
const LIGHTHOUSE: Step = {
  name: 'lighthouse',
  run: async () => {
    const code = await exec(process.execPath, ['perf/lighthouse/main.ts', '--quick'])
    try {
      const { budgets, tooSlow } = v.parse(Summary, JSON.parse(await readFile(LIGHTHOUSE_SUMMARY, 'utf8')))
      const count = (verdict: string) => budgets.filter((budget) => budget.verdict === verdict).length
      if (tooSlow !== undefined) notes.push(`lighthouse: timings beyond their budget were ${tooSlow}`)
      const failed = count('failed')
      return { passed: count('passed'), failed: code !== 0 && failed === 0 ? 1 : failed, skipped: count('skipped') }
    } catch (error) {
      console.error('Lighthouse left no summary.', error)
      return { passed: 0, failed: 1, skipped: 0 }
    }
  },
}

const CHECK = [
  tool('format, lint and imports', 'biome', 'ci', '.'),
  tool('types', 'tsc', '-b'),
  tool('unused code', 'knip'),
  suite('unit'),
]
const REST = [
  ...[suite('conformance'), suite('api'), suite('simulation'), suite('components')],
  ...[suite('browser'), suite('offline'), LIGHTHOUSE],
]

/** Suites that have a command of their own, named here so that nobody takes their absence for a pass. */
const OWN_COMMANDS = {
  'cfn-lint': 'npm run lint:template: the linter of CloudFormation over template.yaml, from PyPI',
  radosgw: 'npm run test:radosgw: the store suite against a real S3-compatible server (Debian radosgw)',
  wire: 'npm run test:aws: 100 jobs through both Lambda functions over radosgw and SQS, with 5 % faults',
  crashes:
    'npm run test:faults: thousands of prompts through faults in a real browser, kill -9 of the server while jobs run',
}

async function exec(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(resolve(ROOT, 'node_modules/.bin', command), args, { cwd: ROOT, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

const total: Tally = { passed: 0, failed: 0, skipped: 0 }
const lines: string[] = []
for (const step of process.argv[2] === 'check' ? CHECK : [...CHECK, ...REST]) {
  console.info(`\n== ${step.name}`)
  const startedAt = performance.now()
  const tally = await step.run()
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(2)
  const counts = `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`
  lines.push(`${step.name.padEnd(26)} ${minutes.padStart(6)} min   ${counts}`)
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped += tally.skipped
}

console.info(`\n${lines.join('\n')}`)
for (const [name, command] of Object.entries(OWN_COMMANDS)) console.info(`not part of this run: ${name} (${command})`)
for (const note of notes) console.warn(`!! ${note} !!`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.info(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed === 0 ? 0 : 1
