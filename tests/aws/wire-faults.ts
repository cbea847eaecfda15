import { createHash } from 'node:crypto'

/** What may befall a call on its way to the server or back; `after`: the server has done it, and the caller cannot know. */
export const WIRE_FAULTS = [
  'slow-down-before',
  'slow-down-after',
  'error-before',
  'error-after',
  'dropped-before',
  'dropped-after',
] as const
export type WireFault = (typeof WIRE_FAULTS)[number]

export interface FaultPlan {
  readonly seed: number
  /** Share of the calls that meet a fault, 0 to 1. */
  readonly rate: number
  /** Calls, by their names, that meet none. */
  readonly spared?: readonly string[]
}

/** Times and windows of limits in a key: the plan must not depend on when it is run. */
const TIMES = /\d{13}|\d{4}-\d{2}-\d{2}(?:T\d{2})?/g

/** Decides by the name of a call and how often that name was called before: the same calls meet the same faults. */
export function planFaults({ seed, rate, spared = [] }: FaultPlan): (name: string) => WireFault | undefined {
  const seen = new Map<string, number>()
  return function decide(name) {
    if (spared.includes(name)) return undefined
    const lasting = name.replace(TIMES, 'time')
    const times = (seen.get(lasting) ?? 0) + 1
    seen.set(lasting, times)
    const dice = createHash('sha256').update(`${seed} ${times} ${lasting}`).digest()
    if (dice.readUInt32BE(0) / 2 ** 32 >= rate) return undefined
    return WIRE_FAULTS[dice.readUInt32BE(4) % WIRE_FAULTS.length]
  }
}

/** How a service names its errors on the wire. */
export interface WireDialect {
  /** Names a call: method and key for S3, the action for SQS. */
  readonly nameOf: (request: { readonly method: string; readonly url: string; readonly target: string }) => string
  readonly slowDown: WireError
  readonly internal: WireError
  /** To a call that was signed by another time than the server's. */
  readonly skewed: WireError
}

export interface WireError {
  readonly status: number
  readonly type: string
  readonly body: string
}

export const S3_WIRE: WireDialect = {
  nameOf({ method, url }) {
    const { pathname, searchParams } = new URL(url, 'http://s3')
    const prefix = searchParams.get('prefix')
    return prefix === null ? `${method} ${pathname}` : `LIST ${prefix}`
  },
  slowDown: s3Error(503, 'SlowDown'),
  internal: s3Error(500, 'InternalError'),
  skewed: s3Error(403, 'RequestTimeTooSkewed'),
}

export const SQS_WIRE: WireDialect = {
  nameOf: ({ target }) => target.replace('AmazonSQS.', ''),
  slowDown: sqsError(503, 'ServiceUnavailable'),
  internal: sqsError(500, 'InternalFailure'),
  skewed: sqsError(403, 'InvalidSignatureException'),
}

function s3Error(status: number, code: string): WireError {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`
  return { status, type: 'application/xml', body }
}

function sqsError(status: number, code: string): WireError {
  return { status, type: 'application/x-amz-json-1.0', body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}` }) }
}
