import { spawn } from 'node:child_process'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** They come together: the linter reads what the translator makes of SAM's resources. */
const PACKAGES = ['cfn-lint==1.58.0', 'aws-sam-translator==1.115.0']
/** Where the template is checked for: rules and known resources differ. */
const REGIONS = ['us-east-1', 'us-west-2', 'eu-central-1']
const FOLDER = join(ROOT, 'node_modules/.cache/cfn-lint')
const INSTALL_LIMIT_MS = 180_000
const LINT_LIMIT_MS = 120_000

interface Outcome {
  readonly code: number | undefined
  readonly output: string
}

/** Runs a program to its end or to a limit of time; no code where it could not be started or was ended. */
function run(command: string, args: readonly string[], limitMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const parts: string[] = []
    const child = spawn(command, args, { cwd: ROOT, timeout: limitMs })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part.toString()))
    child.once('error', (error) => resolve({ code: undefined, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? undefined, output: parts.join('') }))
  })
}

/** Answers why the linter could not be installed, or undefined where it is there. */
async function install(): Promise<string | undefined> {
  const linter = join(FOLDER, 'bin/cfn-lint')
  const stamp = join(FOLDER, 'installed.txt')
  const isThere = await access(linter)
    .then(() => readFile(stamp, 'utf8'))
    .catch(() => '')
  if (isThere === PACKAGES.join('\n')) return undefined
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const made = await run('python3', ['-m', 'venv', FOLDER], INSTALL_LIMIT_MS)
  if (made.code !== 0)
    return `python3 cannot make a virtual environment (Debian: python3-venv). ${lastLine(made.output)}`
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]
  const installed = await run(join(FOLDER, 'bin/python3'), pip, INSTALL_LIMIT_MS)
  if (installed.code !== 0) return `PyPI did not give ${PACKAGES.join(' and ')}. ${lastLine(installed.output)}`
  await writeFile(stamp, PACKAGES.join('\n'))
  return undefined
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? ''
}

const isRequired = process.argv.includes('--required')
const missing = await install()
if (missing !== undefined) {
  console.warn(
    `\n*** THE TEMPLATE WAS NOT LINTED: ${missing}\n*** npm test has checks of its own over it, which need nothing.\n`,
  )
  process.exitCode = isRequired ? 1 : 0
} else {
  const args = ['--template', 'template.yaml', '--regions', ...REGIONS]
  const { code, output } = await run(join(FOLDER, 'bin/cfn-lint'), args, LINT_LIMIT_MS)
  if (output.trim() !== '') console.info(output.trim())
  console.info(
    code === 0
      ? `${PACKAGES.join(', ')}: nothing to complain about.`
      : `cfn-lint ended with ${code ?? 'no code, or too late'}.`,
  )
  process.exitCode = code === 0 ? 0 : 1
}
