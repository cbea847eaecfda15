import * as v from 'valibot'
import { ErrorAnswer } from '#contract/error-answer.ts'
import { AppError, isErrorCode } from '#contract/errors.ts'
import { LIMITS } from '#contract/limits.ts'
import { HEADERS } from '#contract/routes.ts'
import { type Answer, mayHelpToRepeat, type RequestFailure } from './answer.ts'
import { readRetryAfterMs } from './retry-after.ts'

/** Waits before a read is asked again, in milliseconds. */
const REPEAT_WAITS_MS = [1000, 2000, 4000] as const

export interface RequestTools {
  readonly fetch: typeof fetch
  /** Ends early, without an error, when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** The deadline of one try, reading of the body included. */
  readonly timeoutMs?: number
}

export interface RequestOptions<Schema extends v.GenericSchema> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly schema: Schema
  /** Minted by the caller, one for each thing the user did, so that all tries of it share one. */
  readonly correlationId: string
  /** Sent byte for byte. */
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /** `never` for callers with a schedule of their own. Only a GET is ever repeated. */
  readonly repeat?: 'never'
  /** `no-cache`: what the browser has is used where the server says that it is still right. Otherwise nothing is kept. */
  readonly cache?: 'no-cache' | 'no-store'
  /** It may outlive the page. */
  readonly keepalive?: true
  /** A stored file, which comes without our marker: its content has to tell that it is ours. */
  readonly isFile?: true
}

/** Asks the API; an outcome is always a value. Reads are repeated while that may help. */
export async function request<Schema extends v.GenericSchema>(
  tools: RequestTools,
  options: RequestOptions<Schema>,
): Promise<Answer<v.InferOutput<Schema>>> {
  const waits = options.method === 'GET' && options.repeat !== 'never' ? REPEAT_WAITS_MS : []
  let answer = await tryOnce(tools, options)
  for (const wait of waits) {
    if (answer.ok || !mayHelpToRepeat(answer.failure)) return answer
    const asked = answer.failure.retryAfterMs ?? 0
    // A server that asks for longer than our last wait is not helped by waiting here: the caller says so to the user.
    if (asked > REPEAT_WAITS_MS[2]) return answer
    await tools.sleep(Math.max(wait, asked), options.signal)
    if (options.signal?.aborted) return answer
    answer = await tryOnce(tools, options)
  }
  return answer
}

async function tryOnce<Schema extends v.GenericSchema>(
  { fetch, timeoutMs = LIMITS.clientTimeoutMs }: RequestTools,
  {
    method,
    path,
    schema,
    correlationId,
    body,
    headers,
    signal,
    cache = 'no-store',
    keepalive,
    isFile,
  }: RequestOptions<Schema>,
): Promise<Answer<v.InferOutput<Schema>>> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(path, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        [HEADERS.correlationId]: correlationId,
        ...headers,
      },
      ...(body !== undefined && { body }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      cache,
      ...(keepalive && { keepalive }),
      credentials: 'same-origin',
      // A redirect is never ours: it is a network that wants a sign-in first.
      redirect: 'error',
    })
    return classify({ response, text: await response.text(), schema, correlationId, isFile })
  } catch {
    // The reason of a failed fetch differs by browser and tells nothing reliable; the signals do.
    if (signal?.aborted) return failed({ kind: 'aborted', correlationId })
    return failed({ kind: timeout.aborted ? 'timeout' : 'unreachable', correlationId })
  }
}

interface Received<Schema> {
  readonly response: Response
  readonly text: string
  readonly schema: Schema
  readonly correlationId: string
  readonly isFile: true | undefined
}

function classify<Schema extends v.GenericSchema>(received: Received<Schema>): Answer<v.InferOutput<Schema>> {
  const { response, schema } = received
  const correlationId = response.headers.get(HEADERS.correlationId) ?? received.correlationId
  const foreign = failed({ kind: 'foreign', status: response.status, correlationId, ...retryAfter(response) })
  if (!response.headers.has(HEADERS.marker) && !received.isFile) return foreign
  // 204 has no content, and so no type.
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json')
  if (!isJson && response.status !== 204) return foreign
  const json = parseJson(received.text)
  if (!response.ok) return classifyError(response, json, correlationId) ?? foreign
  const parsed = v.safeParse(schema, json)
  if (!parsed.success) return foreign
  const serverNowMs = Date.parse(response.headers.get('Date') ?? '')
  return { ok: true, value: parsed.output, ...(Number.isFinite(serverNowMs) && { serverNowMs }) }
}

function classifyError(response: Response, json: unknown, correlationId: string): Answer<never> | undefined {
  const parsed = v.safeParse(ErrorAnswer, json)
  if (!parsed.success) return undefined
  const { error: code } = parsed.output
  const rest = { correlationId: parsed.output.correlationId || correlationId, ...retryAfter(response) }
  if (!isErrorCode(code)) return failed({ kind: 'unknown-code', status: response.status, ...rest })
  return failed({ kind: 'refused', error: new AppError(code), ...rest })
}

function retryAfter(response: Response): { retryAfterMs?: number } {
  const retryAfterMs = readRetryAfterMs(response.headers)
  return retryAfterMs === undefined ? {} : { retryAfterMs }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failed(failure: RequestFailure): Answer<never> {
  return { ok: false, failure }
}
