import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url))
const READY = /is ready: (http:\/\/\S+)/

/** The program of `npm start` as a process of its own. */
export interface RunningServer {
  readonly url: string
  readonly process: ChildProcess
  /** What it has printed so far. */
  readonly output: () => string
  /** Milliseconds from the start of the process until it said that it is ready. */
  readonly readyMs: number
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

interface ServerOptions {
  readonly dataFolder: string
  readonly environment?: Readonly<Record<string, string>>
  /** 0 = any free port. */
  readonly port?: number
}

/** Starts the server on the app that is built already, and resolves when it answers. */
export async function runServer({ dataFolder, environment = {}, port = 0 }: ServerOptions): Promise<RunningServer> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, LOG_LEVEL: 'WARN', ...environment, DATA_DIR: dataFolder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const match = READY.exec(printed)
      if (match?.[1] !== undefined) resolve(match[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready:\n${printed}`)))
  })
  return {
    url,
    process: child,
    output: () => printed,
    readyMs: performance.now() - startedAt,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}
