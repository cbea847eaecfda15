import { fileURLToPath } from 'node:url'
import { EdgeBuildError } from '../../edge/build.ts'
import { TemplateError } from '../template/read-template.ts'
import { buildAll } from './build-all.ts'
import { deploy } from './deploy.ts'
import { DeployError } from './deploy-error.ts'
import { readOptions } from './read-options.ts'
import { createDryRunner, createRunner } from './runner.ts'

const APP_SETTINGS = fileURLToPath(new URL('../../pwa/.env', import.meta.url))

try {
  const options = readOptions(process.argv.slice(2), process.env)
  const say = (line: string) => console.info(line)
  const runner = options.isDry ? createDryRunner(say) : createRunner(say)
  if (options.isDry) say('A dry run: everything is built, and nothing is asked of AWS.')
  const build = (dist: string) => buildAll(runner, { ...options, dist })
  await deploy(options, { runner, build, appSettingsFile: APP_SETTINGS, now: () => performance.now() })
} catch (error) {
  const isExpected = error instanceof DeployError || error instanceof EdgeBuildError || error instanceof TemplateError
  if (!isExpected) throw error
  console.error(`\n${error.message}\nNothing is half done: repair this and run the same command again.`)
  process.exitCode = 1
}
