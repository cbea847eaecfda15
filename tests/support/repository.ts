import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Lines that git prints, run at the root of the repository. */
export async function git(...args: string[]): Promise<string[]> {
  const { stdout } = await run('git', args, { cwd: ROOT })
  return stdout.split('\n').filter((line) => line !== '')
}

/** Files of the repository that match, those not committed yet included, those that git ignores left out. */
export async function filesOf(...patterns: string[]): Promise<string[]> {
  return [...new Set(await git('ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', ...patterns))]
}

/** The text of a file, by its path from the root. */
export function readText(file: string): Promise<string> {
  return readFile(join(ROOT, file), 'utf8')
}

export async function exists(path: string): Promise<boolean> {
  return access(join(ROOT, path)).then(
    () => true,
    () => false,
  )
}

/** The settings that .env.example offers, switched off or on; those of further servers under the first one's names. */
export async function settingsOffered(): Promise<Set<string>> {
  const lines = (await readText('.env.example')).matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)
  return new Set([...lines].map((match) => firstServer(match[1] ?? '')))
}

/** GENERIC_2_LABEL and its like have the name of the first server's setting in common. */
export function firstServer(setting: string): string {
  return setting.replace(/^GENERIC_\d+_/, 'GENERIC_')
}
