import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import { DIST } from '../build-functions.ts'
import { readTemplate } from '../template/read-template.ts'
import { writeAppSettings } from './app-settings.ts'
import { addModelsFile, readStageText } from './build-all.ts'
import { checkPrerequisites } from './check-prerequisites.ts'
import { fillParameters, readStageFile, secretParameters, toOverrides } from './parameters.ts'
import { publishSite } from './publish-site.ts'
import type { DeployOptions } from './read-options.ts'
import type { Runner } from './runner.ts'
import { readSecrets } from './secrets.ts'
import { prepareStack, readOutputs, type StackName } from './stack.ts'

const SMOKE_TEST = fileURLToPath(new URL('../smoke-test.ts', import.meta.url))

interface DeployTools {
  readonly runner: Runner
  /** Leaves everything that is deployed below the folder. */
  readonly build: (dist: string) => Promise<void>
  /** pwa/.env of the clone. */
  readonly appSettingsFile: string
  readonly now: () => number
}

/** The whole way, from a clone to an address that has been tried out. Every step can be repeated. @throws DeployError */
export async function deploy(
  options: DeployOptions,
  { runner, build, appSettingsFile, now }: DeployTools,
): Promise<void> {
  const startedAt = now()
  const dist = resolve(options.out ?? DIST)
  const seconds = () => Math.round((now() - startedAt) / 1000)
  let step = 0
  const begin = (title: string) => {
    step += 1
    runner.say(`\n[${step}/8] ${title} (after ${seconds()} s)`)
  }

  begin('What is needed')
  const { account, region } = await checkPrerequisites(runner, options)
  const stack: StackName = { name: `pixel-prompt-${options.stage}`, region }
  runner.say(`  account ${account}, region ${region}, stack ${stack.name}`)

  begin('Layer, functions, edge function and app are built')
  await build(dist)
  const parameters = readTemplate(await readFile(`${dist}/template.yaml`, 'utf8')).Parameters
  const stageFile = await readStageText(options.stage)
  // Before anything is made in the account: a setting that cannot be meant is found here.
  await addModelsFile(dist, readStageFile(parameters, { ...options, stageFile }).ModelsFile)

  begin('The state of the stack')
  await prepareStack(runner, stack)

  begin('Secrets')
  const names = secretParameters(parameters)
  const secrets = await readSecrets(runner, { stage: options.stage, region, parameters: names })
  const version = await describeVersion(runner)
  const values = fillParameters(parameters, { stage: options.stage, stageFile, version, secrets })

  begin('The stack is deployed')
  const where = ['--template-file', `${dist}/template.yaml`, '--stack-name', stack.name, '--region', region]
  const how = [
    '--capabilities',
    'CAPABILITY_IAM',
    '--resolve-s3',
    '--no-confirm-changeset',
    '--no-fail-on-empty-changeset',
  ]
  const overrides = ['--parameter-overrides', ...toOverrides(values)]
  await runner.run({ command: 'sam', args: ['deploy', ...where, ...how, ...overrides], secrets: [...secrets.values()] })

  begin('The app is published')
  const outputs = await readOutputs(runner, stack)
  await writeAppSettings(runner, { file: appSettingsFile, stage: options.stage, outputs })
  await publishSite(runner, { folder: `${dist}/site`, region, outputs })

  begin('Ten prompts of ten users')
  if (options.hasSmokeTest) {
    await runner.run({ command: process.execPath, args: [SMOKE_TEST, '--target', outputs.SiteUrl] })
  } else runner.say('  left out, as asked for')

  begin('Ready')
  runner.say(`  ${outputs.SiteUrl}`)
  if (!values.get('AlarmMail')) {
    runner.say(`  Nobody is told of alarms: put AlarmMail=somebody@example.org into infra/stages/${options.stage}.env.`)
  }
  runner.say(
    `  What only HTTP can tell: npm run verify:deployed -- --target ${outputs.SiteUrl} --api ${outputs.ApiEndpoint}`,
  )
}

/** The package's version and the commit, as GET /api/health names them. */
async function describeVersion(runner: Runner): Promise<string> {
  const args = ['describe', '--always', '--dirty']
  const reading = await runner.read({ command: 'git', args }, 'commit')
  return reading.status === 'read' ? `${packageJson.version}+${reading.text}` : packageJson.version
}
