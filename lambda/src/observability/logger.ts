import { Logger } from '@aws-lambda-powertools/logger'
import { currentCorrelationId } from './correlation.ts'
import type { Log, Metrics } from './log.ts'

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'] as const
export type LogLevel = (typeof LEVELS)[number]

/**
 * JSON lines as CloudWatch Logs Insights reads them; the same lines in a terminal. The level is looked at here alone: in Lambda
 * the library takes that of the function's own sieve, which lets everything through.
 */
export function createLogger(options: { service: string; level: LogLevel }): Log {
  const logger = new Logger({ serviceName: options.service, logLevel: 'DEBUG' })
  const least = LEVELS.indexOf(options.level)
  const at = (level: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'): Log['info'] => {
    if (LEVELS.indexOf(level) < least) return () => {}
    const write = level.toLowerCase() as Lowercase<typeof level>
    return (message, fields, error) => {
      logger[write](message, {
        correlationId: currentCorrelationId() ?? 'none',
        ...fields,
        ...(error === undefined ? {} : { error: error instanceof Error ? error : new Error(String(error)) }),
      })
    }
  }
  return { debug: at('DEBUG'), info: at('INFO'), warn: at('WARN'), error: at('ERROR') }
}

/** Metrics as debug lines: for a place without CloudWatch. */
export function createLoggedMetrics(log: Log): Metrics {
  return {
    count(name, value, dimensions) {
      log.debug('metric', { name, value, ...dimensions })
    },
    publish() {},
  }
}
