import { randomUUID } from 'node:crypto'
import type { Handler } from 'hono'
import { ClientLog } from '#contract/client-log.ts'
import type { LogFields } from '../observability/log.ts'
import type { AppEnv } from './app-context.ts'
import { parseBody } from './parse-body.ts'
import type { Services } from './services.ts'

/** POST /api/log: what went wrong in the app, beside the server's own lines. */
export function clientLogRoute(services: Services): Handler<AppEnv> {
  return async function logClient(context) {
    const { value } = await parseBody(context, ClientLog)
    await services.limiter.log({ address: services.clientAddress(context), id: randomUUID() })
    const { level, message, stack, metadata, vitals } = value
    if (vitals !== undefined) {
      // A line each, so that queries can count them.
      const { screen, measured } = vitals
      for (const { name, ...vital } of measured) services.log.info('vital-measured', { vital: name, ...vital, screen })
      return context.json({ success: true })
    }
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
