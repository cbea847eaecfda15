import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

const CHILD = fileURLToPath(new URL('../support/lambda-child.ts', import.meta.url))

/** A function as Lambda runs it: a few processes with its bundle, each of which does one event at a time. */
export interface LambdaFunction {
  /** Waits for a process that has nothing to do. @throws what the function throws */
  invoke(event: object): Promise<unknown>
  /** How often each message of its log was written, at WARN and above. */
  readonly logged: ReadonlyMap<string, number>
  stop(): Promise<void>
}

interface FunctionOptions {
  /** The built file. */
  readonly bundle: string
  /** All of its environment but PATH. */
  readonly environment: Readonly<Record<string, string>>
  /** Processes, all started at once. */
  readonly processes: number
}

const ChildMessage = v.variant('status', [
  v.object({ status: v.literal('ready') }),
  v.object({ status: v.literal('answered'), answer: v.unknown() }),
  v.object({ status: v.literal('failed'), error: v.string() }),
])
const LogLine = v.object({ message: v.string() })

export async function startFunction(options: FunctionOptions): Promise<LambdaFunction> {
  const logged = new Map<string, number>()
  const children = Array.from({ length: options.processes }, () => startChild(options, logged))
  const idle: ChildProcess[] = []
  const waiting: ((child: ChildProcess) => void)[] = []

  function release(child: ChildProcess): void {
    const next = waiting.shift()
    if (next === undefined) idle.push(child)
    else next(child)
  }

  for (const child of children) await nextMessage(child)
  for (const child of children) release(child)
  return {
    logged,
    async invoke(event) {
      const child = idle.shift() ?? (await new Promise<ChildProcess>((resolve) => waiting.push(resolve)))
      const answered = nextMessage(child)
      child.send({ event })
      const message = await answered
      release(child)
      if (message.status === 'answered') return message.answer
      throw new Error(message.status === 'failed' ? message.error : 'the function was started twice')
    },
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return
          const ended = once(child, 'exit')
          child.kill('SIGKILL')
          await ended
        }),
      )
    },
  }
}

function startChild({ bundle, environment }: FunctionOptions, logged: Map<string, number>): ChildProcess {
  const child = fork(CHILD, [bundle], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  for (const input of [child.stdout, child.stderr]) {
    if (input === null) throw new Error('the output of a child is not piped')
    createInterface({ input }).on('line', (line) => {
      const message = messageOf(line)
      if (message !== undefined) logged.set(message, (logged.get(message) ?? 0) + 1)
    })
  }
  return child
}

/** Metrics are lines too, without a message; what is no JSON was printed by no logger of ours. */
function messageOf(line: string): string | undefined {
  try {
    const parsed = v.safeParse(LogLine, JSON.parse(line))
    return parsed.success ? parsed.output.message : undefined
  } catch {
    // Not JSON: shown, since nothing but the log is expected here.
    console.error(line)
    return undefined
  }
}

/** What the child says next. @throws where it ends instead, as Lambda reports a function that died */
async function nextMessage(child: ChildProcess): Promise<v.InferOutput<typeof ChildMessage>> {
  const given = new AbortController()
  try {
    const { signal } = given
    const ended = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`the function ended with ${code}`)
    })
    const [message] = await Promise.race([once(child, 'message', { signal }), ended])
    return v.parse(ChildMessage, message)
  } finally {
    given.abort()
  }
}
