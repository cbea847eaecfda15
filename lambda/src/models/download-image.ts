import { isIP } from 'node:net'
import { type GuardedAnswer, guardedGet, PrivateAddressError } from './guarded-get.ts'
import { MAX_PICTURE_BYTES } from './max-picture-bytes.ts'
import { type ProviderCall, pause } from './provider-context.ts'
import { type FailedOutcome, failedOutcome } from './provider-outcome.ts'
import { isPublicAddress } from './public-address.ts'
import { readBody } from './read-body.ts'

export interface ImageDownload {
  /** As the provider named it. */
  readonly url: string
  /** Origin of the provider's base URL where the operator set it: may be plain http and private. */
  readonly trustedOrigin?: string | undefined
  /** Credentials, sent to the trusted origin and nowhere else. */
  readonly trustedHeaders?: Readonly<Record<string, string>>
  /** Hosts that may be asked: `example.org`, or `*.example.org` for everything below it. Left out: any public host. */
  readonly allowedHosts?: readonly string[]
  /** For tests; 30 s otherwise. */
  readonly limitMs?: number
  /** For tests; the network otherwise. */
  readonly get?: typeof guardedGet
}

export type DownloadedImage = { readonly status: 'downloaded'; readonly bytes: Uint8Array } | FailedOutcome

const LIMIT_MS = 30_000
const MAX_REDIRECTS = 2
/** A GET is free to repeat, and the picture behind it is paid for. */
const REPEAT_DELAYS_MS = [1000, 2000]

type Attempt =
  | { readonly status: 'downloaded'; readonly bytes: Uint8Array }
  | { readonly status: 'unusable'; readonly again: boolean; readonly code: string; readonly httpStatus?: number }

/**
 * The bytes behind an address that a provider answered with. The address is a stranger's: only public hosts over https
 * are asked, redirects are checked as the first address was, and reading ends at the limit of bytes.
 */
export async function downloadImage(call: ProviderCall, download: ImageDownload): Promise<DownloadedImage> {
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(download.limitMs ?? LIMIT_MS)])
  const limited = { ...call, signal }
  for (const delayMs of [...REPEAT_DELAYS_MS, undefined]) {
    const attempt = await attemptDownload(limited, download)
    if (attempt.status === 'downloaded') return attempt
    const mayRepeat = attempt.again && delayMs !== undefined && !signal.aborted
    if (mayRepeat && (await pause(limited, delayMs))) continue
    if (signal.aborted) return failedOutcome(call, { kind: 'timeout', code: 'download-too-slow' })
    const { code, httpStatus } = attempt
    const kind = code === 'picture-too-large' ? 'undecodable' : 'upstream'
    return failedOutcome(call, { kind, code, ...(httpStatus !== undefined && { httpStatus }) })
  }
  throw new Error('the last attempt has no delay, so that it always ends above')
}

async function attemptDownload(call: ProviderCall, download: ImageDownload): Promise<Attempt> {
  const { get = guardedGet, trustedHeaders = {} } = download
  let next = download.url
  let base: URL | undefined
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const target = checkTarget(next, base, download)
    if (target === undefined) return unusable('download-refused')
    const { url, trusted } = target
    const headers = { accept: 'image/*', 'accept-encoding': 'identity', ...(trusted && trustedHeaders) }
    let answer: GuardedAnswer
    try {
      answer = await get({ url, headers, trusted, resolveHost: call.context.resolveHost, signal: call.signal })
    } catch (error) {
      return error instanceof PrivateAddressError ? unusable('download-refused') : unusable('download-lost', true)
    }
    if (!isRedirect(answer)) return readPicture(answer)
    answer.close()
    next = answer.location
    base = url
  }
  return unusable('too-many-redirects')
}

function isRedirect(answer: GuardedAnswer): answer is GuardedAnswer & { location: string } {
  return answer.httpStatus >= 300 && answer.httpStatus < 400 && answer.location !== undefined
}

async function readPicture({ httpStatus, body, close }: GuardedAnswer): Promise<Attempt> {
  if (httpStatus !== 200) {
    close()
    return { ...unusable('download-failed', httpStatus >= 500 || httpStatus === 429), httpStatus }
  }
  const { bytes, end } = await readBody(body, MAX_PICTURE_BYTES)
  if (end === 'complete') return { status: 'downloaded', bytes: bytes() }
  close()
  return end === 'cut' ? unusable('picture-too-large') : unusable('download-lost', true)
}

function unusable(code: string, again = false): Extract<Attempt, { status: 'unusable' }> {
  return { status: 'unusable', again, code }
}

/** The address to ask, or undefined where it must not be asked. Names are checked again when they are resolved. */
function checkTarget(
  text: string,
  base: URL | undefined,
  { trustedOrigin, allowedHosts }: ImageDownload,
): { readonly url: URL; readonly trusted: boolean } | undefined {
  const url = URL.parse(text, base?.href)
  if (url === null || url.username !== '' || url.password !== '') return undefined
  if (trustedOrigin !== undefined && url.origin === trustedOrigin) return { url, trusted: true }
  if (url.protocol !== 'https:') return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (allowedHosts !== undefined && !allowedHosts.some((allowed) => matchesHost(host, allowed))) return undefined
  // A socket looks up names only, so that a literal address has to be checked here.
  return isIP(host) !== 0 && !isPublicAddress(host) ? undefined : { url, trusted: false }
}

function matchesHost(host: string, allowed: string): boolean {
  return allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed
}
