import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildEdgeFunction } from '../edge/build.ts'
import { buildFunction } from '../lambda/build.ts'
import { buildLayer } from './build-layer.ts'
import { fillTemplate } from './build-template.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const DIST = `${ROOT}dist`

/**
 * Everything of the deployment but the layer and the app: both functions, the edge function, and the template that names
 * them.
 * @param dist takes lambda/api, lambda/worker and template.yaml
 * @param template for tests: another one than the project's
 */
export async function buildFunctions(dist = DIST, template = `${ROOT}template.yaml`): Promise<void> {
  await rm(`${dist}/lambda`, { recursive: true, force: true }) // parts of an earlier build would be deployed with it
  await mkdir(dist, { recursive: true })
  const [edgeCode, text] = await Promise.all([
    buildEdgeFunction(),
    readFile(template, 'utf8'),
    buildFunction('api', { outFolder: `${dist}/lambda/api` }),
    buildFunction('worker', { outFolder: `${dist}/lambda/worker` }),
  ])
  await writeFile(`${dist}/template.yaml`, fillTemplate(text, edgeCode))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildFunctions()
  console.info(`Layer of the worker: ${await buildLayer(`${DIST}/layers/sharp`)}.`)
}
