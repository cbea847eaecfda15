/** A value as the runtime has it: of a header, a query parameter or a cookie. */
interface EdgeValue {
  readonly value: string
  readonly multiValue?: readonly { readonly value: string }[] | undefined
}

export type EdgeValues = Readonly<Record<string, EdgeValue>>

export interface EdgeRequest {
  readonly method: string
  readonly uri: string
  readonly querystring: EdgeValues
  readonly headers: EdgeValues
  readonly cookies: EdgeValues
}

/** What the edge function is called with. */
export interface EdgeEvent {
  readonly version: '1.0'
  readonly context: {
    readonly distributionDomainName: string
    readonly distributionId: string
    readonly eventType: 'viewer-request'
    readonly requestId: string
  }
  readonly viewer: { readonly ip: string }
  readonly request: EdgeRequest
}

export interface ViewerRequest {
  readonly method: string
  /** Path and query as they were sent. */
  readonly url: string
  /** Lines in their order; a name may come again. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Where the request came from. */
  readonly address: string
}

/** Headers that functions neither see nor set, and the beginnings of further ones. */
const HIDDEN = new Set([
  ...['connection', 'expect', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['trailer', 'upgrade', 'x-cache', 'x-forwarded-proto', 'x-real-ip'],
])
const HIDDEN_BEGINNINGS = ['x-accel-', 'x-amz-cf-', 'x-amzn-', 'x-edge-']

export function isHiddenHeader(name: string): boolean {
  return HIDDEN.has(name) || HIDDEN_BEGINNINGS.some((beginning) => name.startsWith(beginning))
}

/** The event of a request. Query and cookies are not decoded. */
export function toEdgeEvent({ method, url, headers, address }: ViewerRequest): EdgeEvent {
  const [uri = '', ...query] = url.split('?')
  const lines = headers.map(([name, value]) => [name.toLowerCase(), value] as const)
  const cookies = lines.filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split(/;\s*/))
  const context = { distributionDomainName: 'local', distributionId: 'LOCAL', requestId: 'local' }
  return {
    version: '1.0',
    context: { ...context, eventType: 'viewer-request' },
    viewer: { ip: address },
    request: {
      method,
      uri,
      querystring: group(query.join('?').split('&').filter(Boolean).map(toPair)),
      headers: group(lines.filter(([name]) => name !== 'cookie' && !isHiddenHeader(name))),
      cookies: group(cookies.filter(Boolean).map(toPair)),
    },
  }
}

function toPair(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** One value per name; where a name comes again, all of its values beside the first. */
function group(pairs: readonly (readonly [string, string])[]): EdgeValues {
  const values = Map.groupBy(pairs, ([name]) => name)
  return Object.fromEntries(
    [...values].map(([name, [first, ...more]]) => {
      const value = first?.[1] ?? ''
      const all = [value, ...more.map((pair) => pair[1])].map((each) => ({ value: each }))
      return [name, more.length === 0 ? { value } : { value, multiValue: all }]
    }),
  )
}

/** Names and values in their order; the way back from the runtime's form. */
export function toPairs(values: EdgeValues): [name: string, value: string][] {
  return Object.entries(values).flatMap(([name, { value, multiValue = [{ value }] }]) => {
    return multiValue.map((each): [string, string] => [name, each.value])
  })
}

/** The query with its question mark, or nothing. */
export function toQuery(querystring: EdgeValues): string {
  const pairs = toPairs(querystring).map(([name, value]) => `${name}=${value}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
