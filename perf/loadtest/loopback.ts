/**
 * A scenario of the load test against a local stack that this starts and ends itself, smaller and shorter: proof that the
 * scenario does what it says, not a measurement of a deployment.
 * `npm run loadtest:loopback [-- --scenario smoke --seconds 10 --people 5]`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { runServer } from '../../tests/support/run-server.ts'
import { describeMachine } from '../machine.ts'
import { type Phase, readPhases, runArtillery, ScenarioName } from './run-artillery.ts'

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'smoke' },
    seconds: { type: 'string', default: '10' },
    // What two cores draw in time: a person's four pictures keep one core busy for seconds.
    people: { type: 'string', default: '5' },
  },
})
const scenario = v.parse(ScenarioName, values.scenario)
const phases = shrink(await readPhases(scenario), { seconds: Number(values.seconds), people: Number(values.people) })

const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-load-'))
const server = await runServer({ dataFolder: folder })
console.info(`${describeMachine()}; ${scenario} on ${server.url}: ${JSON.stringify(phases)}`)
try {
  process.exitCode = await runArtillery({ target: server.url, scenario, phases })
} finally {
  await server.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}

/** The same shape within so many seconds, with so many people: phases keep their shares of time and of people. */
function shrink(all: readonly Phase[], { seconds, people }: { seconds: number; people: number }): Phase[] {
  const whole = all.reduce((sum, { duration }) => sum + duration, 0)
  const everybody = all.reduce((sum, phase) => sum + peopleOf(phase), 0)
  return all.map((phase) => ({
    name: phase.name,
    duration: Math.max(1, Math.round((phase.duration / whole) * seconds)),
    arrivalCount: Math.max(1, Math.round((peopleOf(phase) / everybody) * people)),
  }))
}

function peopleOf({ duration, arrivalCount, arrivalRate = 0, rampTo = arrivalRate }: Phase): number {
  return arrivalCount ?? (duration * (arrivalRate + rampTo)) / 2
}
