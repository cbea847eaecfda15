import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { DeployError } from './deploy-error.ts'

export interface Command {
  readonly command: string
  readonly args: readonly string[]
  /** Never printed, wherever they stand in the arguments. */
  readonly secrets?: readonly string[]
}

export type Reading = { readonly status: 'read'; readonly text: string } | Failed
export interface Failed {
  readonly status: 'failed'
  /** What the command said to standard error. */
  readonly reason: string
}

/** How a deployment reaches the world; a dry run only says what it would do. */
export interface Runner {
  /** Runs a command whose output the person sees. @throws DeployError where it fails */
  run(command: Command): Promise<void>
  /** Runs a command for what it prints. Failing is a value: absent things are asked for. */
  read(command: Command, inDryRun: string): Promise<Reading>
  /** Writes a file of the clone, over an earlier one. */
  write(file: string, text: string): Promise<void>
  readonly say: (line: string) => void
}

/** A command as it could be typed, without its secrets. */
export function describeCommand({ command, args, secrets = [] }: Command): string {
  const words = [command, ...args].map((word) => {
    const shown = secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), word)
    return /^[\w@%+=:,./*-]+$/.test(shown)
      ? shown.replaceAll('*', (star) => (shown === '***' ? star : `\\${star}`))
      : quote(shown)
  })
  return words.join(' ')
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

export function createRunner(say: (line: string) => void): Runner {
  return {
    say,
    async run(command) {
      say(`  $ ${describeCommand(command)}`)
      const { code, error } = await start(command, 'inherit')
      if (code !== 0)
        throw new DeployError(
          `${command.command} failed (${error || `exit code ${code}`}). What it printed above says why.`,
        )
    },
    async read(command) {
      const { code, text, error } = await start(command, 'pipe')
      return code === 0 ? { status: 'read', text } : { status: 'failed', reason: error }
    },
    async write(file, text) {
      await writeFile(file, text)
      say(`  ${file} is written`)
    },
  }
}

/** Says what would be done, in the words that would be typed, and does none of it. */
export function createDryRunner(say: (line: string) => void): Runner {
  return {
    say,
    async run(command) {
      say(`  $ ${describeCommand(command)}`)
    },
    async read(command, inDryRun) {
      say(`  $ ${describeCommand(command)}`)
      return { status: 'read', text: inDryRun }
    },
    async write(file, text) {
      say(`  ${file} would be:\n${text.replace(/^(?=.)/gm, '    ')}`)
    },
  }
}

function start({ command, args }: Command, output: 'inherit' | 'pipe') {
  // Its pager would wait for a key.
  const env = { ...process.env, AWS_PAGER: '' }
  const child = spawn(command, args, { env, stdio: ['ignore', output, output] })
  const texts = { text: '', error: '' }
  child.stdout?.on('data', (chunk: Buffer) => {
    texts.text += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    texts.error += chunk.toString()
  })
  return new Promise<{ code: number; text: string; error: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: 1, text: '', error: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, text: texts.text.trim(), error: texts.error.trim() }))
  })
}
