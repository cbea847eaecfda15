import { access } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { EdgeBuildError } from '../../edge/build.ts'
import { ConfigError } from '../../lambda/src/config.ts'
import { FolderInUseError } from './claim-folder.ts'
import { whenLauncherEnds } from './launcher.ts'
import { readEnvironment } from './read-environment.ts'
import { type Stack, startStack } from './stack.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const APP = `${ROOT}pwa`
const BUILT_APP = `${ROOT}pwa/dist`

/** The program of `npm start` (`--build`) and `npm run dev` (`--dev`). */
export async function main(): Promise<void> {
  const { values: flags } = parseArgs({ options: { build: { type: 'boolean' }, dev: { type: 'boolean' } } })
  try {
    const environment = await readEnvironment(`${ROOT}.env`, process.env)
    if (!flags.dev) await buildApp(flags.build === true)
    const site = flags.dev ? { devFolder: APP } : { siteFolder: BUILT_APP }
    const stack = await startStack({ environment, root: ROOT, ...site })
    announce(stack)
    await stopWhenAsked(stack)
  } catch (error) {
    if (!isExpected(error)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/** Builds the app where that is asked for, or where it was never built. */
async function buildApp(isAskedFor: boolean): Promise<void> {
  const isBuilt = await access(`${BUILT_APP}/index.html`).then(
    () => true,
    () => false,
  )
  if (isBuilt && !isAskedFor) return
  const { build } = await import('vite')
  await build({ root: APP, logLevel: 'warn' })
}

function announce({ url, version, dataFolder, models, problems }: Stack): void {
  const on = models.filter((model) => model.available).map((model) => model.label)
  const off = models.filter((model) => !model.available)
  console.info(`\nPixel Prompt ${version} is ready: ${url}`)
  console.info(`Models on:  ${on.join(', ')}`)
  for (const [reason, labels] of groupByReason(off)) {
    console.info(`Off:        ${labels.length > 2 ? `${labels.length} models` : labels.join(', ')}. ${reason}`)
  }
  for (const problem of problems) console.info(`Please note: ${problem}`)
  if (!models.some((model) => model.available && model.provider !== 'sketch')) {
    console.info('For AI models put the settings of a provider into .env; .env.example lists them.')
  }
  console.info(`Everything is kept in ${dataFolder}. Ctrl+C stops.\n`)
}

/** Models that are off for one reason. Those that have ended, and vendors that nobody set up, are no news at every start. */
function groupByReason(off: Stack['models']): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { label, reason = '' } of off) {
    if (reason.startsWith('Retired') || / (?:not|are) set\.$/.test(reason)) continue
    groups.set(reason, [...(groups.get(reason) ?? []), label])
  }
  return groups
}

/** The first signal stops in good order; a second one does not wait. */
async function stopWhenAsked(stack: Stack): Promise<void> {
  let isStopping = false
  const stop = (reason: string) => {
    if (isStopping) process.exit(1)
    isStopping = true
    console.info(`${reason}: stopping. Unfinished work goes on at the next start.`)
    stack.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  await whenLauncherEnds(() => {
    if (!isStopping) stop('npm has ended')
  })
}

/** Problems of the settings or the machine, which a sentence explains better than a stack does. */
function isExpected(error: unknown): error is Error {
  return error instanceof ConfigError || error instanceof FolderInUseError || error instanceof EdgeBuildError
}
