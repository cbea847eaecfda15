import { Logger } from '@aws-lambda-powertools/logger'
import { currentCorrelationId } from './correlation.ts'
import type { Log, LogFields, Metrics } from './log.ts'

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'SILENT'

/** JSON lines as CloudWatch Logs Insights reads them; the same lines in a terminal. */
export function createLogger(options: { service: string; level: LogLevel }): Log {
  const logger = new Logger({ serviceName: options.service, logLevel: options.level })
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: LogFields, error?: unknown) => {
      logger[level](message, {
        correlationId: currentCorrelationId() ?? 'none',
        ...fields,
        ...(error === undefined ? {} : { error: error instanceof Error ? error : new Error(String(error)) }),
      })
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
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
