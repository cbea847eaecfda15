import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'

type Environment = Readonly<Record<string, string | undefined>>

/** The environment of the process, completed by a .env file where there is one. The file never overrides the environment. */
export async function readEnvironment(file: string, environment: Environment): Promise<Environment> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return { ...parseEnv(text), ...environment }
}
