import type { Api } from '#api/api.ts'
import type { ClientLog } from '#contract/client-log.ts'

/** Reports of one page; an error in a loop must not become a flood. */
const MAX_REPORTS = 10
const MAX_MESSAGE = 2000
const MAX_STACK = 8000

export interface ErrorReport {
  readonly error: unknown
  /** Where it was noticed, for example the name of the screen. */
  readonly where: string
  readonly level?: ClientLog['level']
}

/** Answers the id under which the report stands in the server's log, the one of the first report where it repeats. */
export type ReportError = (report: ErrorReport) => string

/** Sends what goes wrong in the page to the server's log: each fault once, and only so many. */
export function createReportError(api: Pick<Api, 'log'>, mintId: () => string): ReportError {
  const reported = new Map<string, string>()
  return function reportError({ error, where, level = 'ERROR' }) {
    const message = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, MAX_MESSAGE)
    const key = `${where} ${message}`
    const known = reported.get(key)
    if (known !== undefined) return known
    const correlationId = mintId()
    if (reported.size >= MAX_REPORTS) return correlationId
    reported.set(key, correlationId)
    const stack = error instanceof Error ? error.stack?.slice(0, MAX_STACK) : undefined
    // A report that cannot be sent must not become the next error; the outcome is a value that nobody needs.
    void api.log(
      {
        level,
        message: message === '' ? 'Error without a message' : message,
        ...(stack !== undefined && { stack }),
        metadata: { where, path: location.pathname },
      },
      { correlationId },
    )
    return correlationId
  }
}

/** Reports also what no part of the page has caught. */
export function reportUncaught(reportError: ReportError): void {
  addEventListener('error', (event) => {
    // Without an error it is a resource that did not load or a notice of the browser about its own layout.
    if (event.error !== undefined && event.error !== null) reportError({ error: event.error, where: 'window' })
  })
  addEventListener('unhandledrejection', (event) => reportError({ error: event.reason, where: 'promise' }))
}
