/** How long ten thousand simulated fates of the outbox take, and what they come to. */
import { availableParallelism } from 'node:os'
import { runSeeds } from '../tests/simulation/run-child.ts'
import { describeMachine } from './machine.ts'

const SEEDS = 10_000
const PROMPTS = 10

const processes = availableParallelism()
const share = Math.ceil(SEEDS / processes)
const startedAt = performance.now()
const reports = await Promise.all(
  Array.from({ length: processes }, (_, index) => {
    return runSeeds({ from: index * share + 1, to: Math.min((index + 1) * share, SEEDS), prompts: PROMPTS })
  }),
)
const seconds = (performance.now() - startedAt) / 1000
const sum = (of: (report: (typeof reports)[number]) => number) => {
  return reports.reduce((total, report) => total + of(report), 0)
}
console.info(describeMachine())
console.info(`${SEEDS} seeds of ${PROMPTS} prompts in ${seconds.toFixed(1)} s, ${processes} processes`)
console.info(
  `${sum(({ requests }) => requests)} requests, ${sum(({ deaths }) => deaths)} deaths of a tab in the midst of one`,
)
for (const { seed, problems } of reports.flatMap(({ failed }) => failed))
  console.info(`seed ${seed}: ${problems.join('; ')}`)
console.info(`${sum(({ failed }) => failed.length)} seeds broke the promise`)
process.exitCode = sum(({ failed }) => failed.length) === 0 ? 0 : 1
