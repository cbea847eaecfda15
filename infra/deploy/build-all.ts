import { copyFile, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildFunctions } from '../build-functions.ts'
import { buildLayer, LAYER_COMMAND } from '../build-layer.ts'
import { DeployError } from './deploy-error.ts'
import type { Runner } from './runner.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const STAGES_FOLDER = `${ROOT}infra/stages`

/**
 * Everything that is deployed, below one folder: template.yaml, lambda/, layers/sharp and site/. In a dry run the layer is left
 * out, since its packages come over the network.
 */
export async function buildAll(runner: Runner, { dist, isDry }: { dist: string; isDry: boolean }): Promise<void> {
  const layer = `${dist}/layers/sharp`
  runner.say(`  $ (cd ${layer}/nodejs && ${LAYER_COMMAND.join(' ')})`)
  if (!isDry) runner.say(`  the layer of the worker is ${await buildLayer(layer)}`)
  await buildFunctions(dist)
  runner.say(`  functions, edge function and template are in ${dist}`)
  Object.assign(process.env, { NODE_ENV: 'production' }) // another value of the terminal would bring React's development build
  const { build } = await import('vite')
  await build({ root: `${ROOT}pwa`, logLevel: 'warn', build: { outDir: `${dist}/site`, emptyOutDir: true } })
  runner.say(`  the app is in ${dist}/site`)
}

/** The list of models that a stage names goes beside its functions. @throws DeployError */
export async function addModelsFile(dist: string, name: string | undefined): Promise<void> {
  if (!name) return
  for (const folder of ['api', 'worker']) {
    await copyFile(`${STAGES_FOLDER}/${name}`, `${dist}/lambda/${folder}/${name}`).catch((error: Error) => {
      throw new DeployError(`ModelsFile names infra/stages/${name}, which cannot be read: ${error.message}`)
    })
  }
}

export async function readStageText(stage: string): Promise<string> {
  return readFile(`${STAGES_FOLDER}/${stage}.env`, 'utf8')
}
