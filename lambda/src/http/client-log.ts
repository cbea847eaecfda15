import type { Handler } from 'hono'
import { ClientLog } from '#contract/client-log.ts'
import { AppError } from '#contract/errors.ts'
import type { LogFields } from '../observability/log.ts'
import type { AppEnv } from './app-context.ts'
import { parseBody } from './parse-body.ts'
import type { Services } from './services.ts'

const HOUR_MS = 3_600_000
/** Addresses that are counted at a time; beyond it the table starts anew, so that it cannot be grown without end. */
const MAX_ADDRESSES = 10_000

/** POST /api/log: what went wrong in the app, beside the server's own lines. */
export function clientLogRoute(services: Services): Handler<AppEnv> {
  const takeTurn = createHourlyCounter(services)
  return async function logClient(context) {
    const { value } = await parseBody(context, ClientLog)
    takeTurn(services.clientAddress(context) ?? 'unknown')
    const { level, message, stack, metadata } = value
    const write = services.log[LEVELS[level]]
    write('client-log', {
      clientMessage: harmless(message),
      ...(stack !== undefined && { clientStack: harmless(stack) }),
      ...prefixed(metadata ?? {}),
    })
    return context.json({ success: true })
  }
}

const LEVELS = { ERROR: 'error', WARNING: 'warn', INFO: 'info', DEBUG: 'debug' } as const

/** A client's text on one line, without control characters, so that it cannot pose as a line of ours. */
function harmless(text: string): string {
  return text.replace(/\r?\n/g, ' | ').replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
}

/** A client's own fields never take the name of one of ours. */
function prefixed(metadata: Readonly<Record<string, string | number | boolean | null>>): LogFields {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => {
      return [`client.${harmless(name)}`, typeof value === 'string' ? harmless(value) : (value ?? 'null')]
    }),
  )
}

/** Counts calls by address within the hour. A counter in memory: it guards the log against a loop, not against malice. */
function createHourlyCounter({ logsPerHour, timing }: Services): (address: string) => void {
  let counts = new Map<string, number>()
  let hour = 0
  return (address) => {
    if (logsPerHour === undefined) return
    const now = timing.now()
    if (Math.floor(now / HOUR_MS) !== hour || counts.size >= MAX_ADDRESSES) {
      hour = Math.floor(now / HOUR_MS)
      counts = new Map()
    }
    const count = (counts.get(address) ?? 0) + 1
    if (count > logsPerHour) {
      throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: Math.ceil(((hour + 1) * HOUR_MS - now) / 1000) })
    }
    counts.set(address, count)
  }
}
