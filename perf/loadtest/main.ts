/** `npm run loadtest -- --target https://pictures.example [--scenario smoke|users|ramp|spike|soak]`; see README.md beside this. */
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { runArtillery, SCENARIOS, ScenarioName } from './run-artillery.ts'

const { values } = parseArgs({
  options: { target: { type: 'string' }, scenario: { type: 'string', default: 'smoke' } },
})
const target = URL.parse(values.target ?? '')
const scenario = v.safeParse(ScenarioName, values.scenario)

if (target === null || !/^https?:$/.test(target.protocol)) {
  console.error('Say which deployment is to be loaded: --target https://pictures.example')
  process.exitCode = 2
} else if (!scenario.success) {
  console.error(`--scenario is one of ${SCENARIOS.join(', ')}.`)
  process.exitCode = 2
} else {
  try {
    process.exitCode = await runArtillery({ target: target.origin, scenario: scenario.output })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
