import { execFile } from 'node:child_process'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import packageJson from '../package.json' with { type: 'json' }

/** The machine of the worker function, whatever machine builds it. */
const TARGET = ['--os=linux', '--cpu=arm64', '--libc=glibc']
const BINARY = '@img/sharp-linux-arm64'
const OPTIONS = ['--omit=dev', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund']

/** The command that fills the layer, in the folder that has its package.json. */
export const LAYER_COMMAND = ['npm', 'install', ...TARGET, ...OPTIONS] as const

/**
 * The layer of the worker: sharp for Lambda's processor, in the version of package.json. One that is complete is kept, since
 * a layer with the same bytes is not uploaded again.
 * @param folder what becomes /opt in the function
 */
export async function buildLayer(folder: string): Promise<'built' | 'kept'> {
  const { sharp } = packageJson.dependencies
  const wanted = `${JSON.stringify({ private: true, dependencies: { sharp } }, null, 2)}\n`
  const have = await readFile(`${folder}/nodejs/package.json`, 'utf8').catch(() => undefined)
  if (have === wanted) return 'kept'
  // Elsewhere first, so that a layer that stands is a complete one.
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(`${unfinished}/nodejs`, { recursive: true })
  await writeFile(`${unfinished}/nodejs/package.json`, wanted)
  const [command, ...args] = LAYER_COMMAND
  await promisify(execFile)(command, args, { cwd: `${unfinished}/nodejs` })
  await access(`${unfinished}/nodejs/node_modules/${BINARY}`)
  await rm(folder, { recursive: true, force: true })
  await rename(unfinished, folder)
  return 'built'
}
