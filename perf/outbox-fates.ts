/** How long ten thousand simulated fates of the outbox take, and what they come to. */
import { runSeedsOnAllCores } from '../tests/simulation/run-child.ts'
import { describeMachine } from './machine.ts'

const SEEDS = 10_000
const PROMPTS = 10

const startedAt = performance.now()
const { failed, requests, deaths } = await runSeedsOnAllCores(SEEDS, PROMPTS)
const seconds = (performance.now() - startedAt) / 1000
console.info(describeMachine())
console.info(`${SEEDS} seeds of ${PROMPTS} prompts in ${seconds.toFixed(1)} s, a process for each core`)
console.info(`${requests} requests, ${deaths} deaths of a tab in the midst of one`)
for (const { seed, problems } of failed) console.info(`seed ${seed}: ${problems.join('; ')}`)
console.info(`${failed.length} seeds broke the promise`)
process.exitCode = failed.length === 0 ? 0 : 1
