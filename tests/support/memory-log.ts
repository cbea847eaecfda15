import type { Log, LogFields } from '../../lambda/src/observability/log.ts'

export interface LogLine {
  readonly level: string
  readonly message: string
  readonly fields: LogFields
  readonly error: unknown
}

/** A log that keeps its lines. */
export function createMemoryLog(): {
  readonly log: Log
  readonly lines: readonly LogLine[]
  readonly text: () => string
} {
  const lines: LogLine[] = []
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}, error?: unknown) =>
      void lines.push({ level, message, fields, error })
  return {
    lines,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    text: () => lines.map(({ error, ...line }) => `${JSON.stringify(line)} ${describe(error)}`).join('\n'),
  }
}

/** Everything that a logger could print of an error, its causes too. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  return `${error.stack ?? error.message} ${JSON.stringify(error)} ${describe(error.cause)}`
}
