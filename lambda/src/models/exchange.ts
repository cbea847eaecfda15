import type { ProviderCall } from './provider-context.ts'
import { readBody } from './read-body.ts'

/** A 25 MB picture in base64 with what is around it in the JSON. */
const MAX_ANSWER_BYTES = 40 * 1024 * 1024
const MAX_ERROR_BYTES = 64 * 1024

export interface HttpSend {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | FormData | Uint8Array<ArrayBuffer>
}

/** An answer. The body of an error may be cut short or missing. */
export interface ProviderAnswer {
  readonly status: 'answered'
  readonly httpStatus: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/**
 * No answer that can be used. `never-connected`: not one byte was taken, so the call may be made again. `unreachable`:
 * the same, where trying again at once is of no use. `lost`: the provider may have begun, and may charge for it.
 */
export interface Unanswered {
  readonly status: 'unanswered'
  readonly reason: 'never-connected' | 'unreachable' | 'lost' | 'aborted' | 'too-large'
  readonly code?: string | undefined
  readonly detail: string
}

/** One HTTP exchange, never repeated; redirects are not followed, since they would carry the key elsewhere. */
export async function exchange(
  { context, signal }: ProviderCall,
  { url, ...send }: HttpSend,
): Promise<ProviderAnswer | Unanswered> {
  let response: Response
  try {
    signal.throwIfAborted()
    response = await context.fetch(url, { ...send, redirect: 'manual', signal })
  } catch (error) {
    return signal.aborted ? ABORTED : unanswered(error)
  }
  const { status: httpStatus, headers } = response
  const { bytes, end } = await readBody(response.body, response.ok ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES)
  // An error is told by its status: its words are welcome, but it does not hang on them.
  if (!response.ok || end === 'complete') return { status: 'answered', httpStatus, headers, bytes: bytes() }
  if (end === 'cut') return { status: 'unanswered', reason: 'too-large', detail: `over ${MAX_ANSWER_BYTES} bytes` }
  return signal.aborted ? ABORTED : { status: 'unanswered', reason: 'lost', detail: 'the answer broke off' }
}

const ABORTED: Unanswered = { status: 'unanswered', reason: 'aborted', detail: 'no answer in time' }

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const UNREACHABLE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL'])

function unanswered(error: unknown): Unanswered {
  const { code, words } = readCause(error)
  const reason = NEVER_CONNECTED.has(code) ? 'never-connected' : UNREACHABLE.has(code) ? 'unreachable' : 'lost'
  return { status: 'unanswered', reason, ...(code !== '' && { code }), detail: words }
}

/** `fetch` says only that it failed; what happened is in its cause. */
function readCause(error: unknown): { code: string; words: string } {
  const chain: Error[] = []
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) chain.push(each)
  const codes = chain.map((each) => ('code' in each && typeof each.code === 'string' ? each.code : ''))
  return { code: codes.find((code) => code !== '') ?? '', words: chain.map((each) => each.message).join(': ') }
}
