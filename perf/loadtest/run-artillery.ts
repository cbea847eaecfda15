import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import * as v from 'valibot'
import { parse } from 'yaml'

/** Fetched when it is used: it is large, and nothing else needs it. */
const ARTILLERY = 'artillery@2.0.34'
const FOLDER = fileURLToPath(new URL('.', import.meta.url))

export const SCENARIOS = ['smoke', 'users', 'ramp', 'spike', 'soak'] as const
export const ScenarioName = v.picklist(SCENARIOS)
type ScenarioName = v.InferOutput<typeof ScenarioName>

/** People per second, or a number of them in the whole phase. */
const Phase = v.looseObject({
  duration: v.number(),
  arrivalRate: v.optional(v.number()),
  rampTo: v.optional(v.number()),
  arrivalCount: v.optional(v.number()),
})
export type Phase = v.InferOutput<typeof Phase>
const Scenario = v.looseObject({
  config: v.looseObject({ environments: v.record(ScenarioName, v.object({ phases: v.array(Phase) })) }),
})

async function readScenario(): Promise<v.InferOutput<typeof Scenario>> {
  return v.parse(Scenario, parse(await readFile(join(FOLDER, 'scenario.yml'), 'utf8')))
}

/** The phases of a scenario, as the file has them. */
export async function readPhases(name: ScenarioName): Promise<readonly Phase[]> {
  const { config } = await readScenario()
  return config.environments[name]?.phases ?? []
}

interface LoadTest {
  /** The address of the deployment, without a path. */
  readonly target: string
  readonly scenario: ScenarioName
  /** In the place of those of the file. */
  readonly phases?: readonly Phase[]
}

/**
 * Runs a scenario and prints Artillery's report.
 * @returns its exit code: not 0 where an answer was not the expected one or too slow
 * @throws where Artillery cannot be fetched
 */
export async function runArtillery({ target, scenario, phases }: LoadTest): Promise<number> {
  if ((await npx(['--version'], 'ignore')) !== 0) {
    throw new Error(`${ARTILLERY} could not be fetched from the package registry, so that no load was made.`)
  }
  const script = await readScenario()
  if (phases !== undefined) script.config.environments[scenario] = { phases: [...phases] }
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-artillery-'))
  try {
    const file = join(folder, 'scenario.json')
    await writeFile(file, JSON.stringify(script))
    const person = { entryPoints: [join(FOLDER, 'person.ts')], outfile: join(folder, 'person.mjs') }
    await build({ ...person, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' })
    return await npx(['run', '--environment', scenario, '--target', target, file], 'inherit')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function npx(args: readonly string[], output: 'ignore' | 'inherit'): Promise<number> {
  const child = spawn('npx', ['--yes', ARTILLERY, ...args], {
    // It would fetch browsers of its own, which no scenario needs, and report its use to its maker.
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', ARTILLERY_DISABLE_TELEMETRY: 'true' },
    stdio: ['ignore', output, 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
