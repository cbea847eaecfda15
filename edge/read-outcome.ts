import * as v from 'valibot'
import { type EdgeEvent, type EdgeRequest, type EdgeValues, isHiddenHeader, toQuery } from './edge-event.ts'

const Value = v.object({ value: v.string(), multiValue: v.optional(v.array(v.object({ value: v.string() }))) })
/** Not a record of valibot: that leaves out names such as `constructor`, which a query may have. */
const Values = v.custom<EdgeValues>((input) => {
  return typeof input === 'object' && input !== null && Object.values(input).every((each) => v.is(Value, each))
}, 'Not values of the runtime.')
const Answer = v.object({
  statusCode: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
  statusDescription: v.optional(v.string()),
  headers: v.optional(Values, {}),
  body: v.optional(v.object({ encoding: v.literal('text'), data: v.string() })),
})
const Passed = v.object({
  ...{ method: v.string(), uri: v.string() },
  ...{ querystring: Values, headers: Values, cookies: Values },
})

export interface EdgeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the function decided: the request goes on as it is now, or is answered. */
export type EdgeOutcome =
  | { readonly kind: 'request'; readonly request: EdgeRequest }
  | { readonly kind: 'answer'; readonly answer: EdgeAnswer }

/** The function did what the platform does not allow; there, the viewer gets a 502. */
export class EdgeBreachError extends Error {
  override readonly name = 'EdgeBreachError'

  constructor(breaches: readonly string[], options?: ErrorOptions) {
    super(breaches.join(' '), options)
  }
}

const READ_ONLY = ['cdn-loop', 'content-length', 'host', 'transfer-encoding', 'via']
/** Path and query together, where the platform ends. */
export const MAX_URL_CHARS = 8192

/**
 * Reads what the function returned, by the rules of the platform.
 * @param returned the value as JSON has it
 * @throws EdgeBreachError
 */
export function readOutcome(event: EdgeEvent, returned: unknown): EdgeOutcome {
  if (typeof returned === 'object' && returned !== null && 'statusCode' in returned) {
    const answer = parse(Answer, returned)
    const breaches = headerBreaches(answer.headers, {})
    if (breaches.length > 0) throw new EdgeBreachError(breaches)
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, { value }]) => [name, value]))
    return { kind: 'answer', answer: { status: answer.statusCode, headers, body: answer.body?.data ?? '' } }
  }
  const request = parse(Passed, returned)
  const breaches = [...requestBreaches(event, request), ...headerBreaches(request.headers, event.request.headers)]
  if (breaches.length > 0) throw new EdgeBreachError(breaches)
  return { kind: 'request', request }
}

function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  throw new EdgeBreachError(parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'The value'}: ${issue.message}`))
}

function requestBreaches(event: EdgeEvent, { method, uri, querystring }: EdgeRequest): string[] {
  const breaches: string[] = []
  if (method !== event.request.method) breaches.push('The method was changed.')
  if (!uri.startsWith('/')) breaches.push('The address does not begin with a slash.')
  if (uri.length + toQuery(querystring).length > MAX_URL_CHARS) breaches.push('The address is too long.')
  return breaches
}

function headerBreaches(headers: EdgeValues, before: EdgeValues): string[] {
  const names = Object.keys(headers)
  return [
    ...names.filter((name) => name !== name.toLowerCase()).map((name) => `The header ${name} has capitals.`),
    ...names.filter(isHiddenHeader).map((name) => `The header ${name} is not a function's to set.`),
    ...READ_ONLY.filter((name) => JSON.stringify(headers[name]) !== JSON.stringify(before[name])).map(
      (name) => `The header ${name} can only be read.`,
    ),
  ]
}
