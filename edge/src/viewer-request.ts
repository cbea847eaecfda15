import { NOT_FOUND, redirect, refuse, TOO_LONG, WRONG_METHOD } from './answers.ts'
import { findTarget, isScreen } from './find-target.ts'
import { VIEWER_ADDRESS } from './known-paths.ts'

/** Above any address of ours. The query does not count: only the API gets one. */
const MAX_URI_CHARS = 1024

/**
 * What none of our addresses has: characters that are not printable ASCII, backslashes, empty and dot segments, and
 * their encodings. An origin, or a browser that is sent on, might read them as another path than we do.
 */
const HOSTILE = /[^!-~]|\\|\/\/|\/\.{1,2}(?:\/|$)|%(?:2e|2f|5c|00)/i

/** Runs at the edge before the cache is asked: names what the origin is to be asked for, or answers by itself. */
export function handler(
  event: AWSCloudFrontFunction.Event,
): AWSCloudFrontFunction.Request | AWSCloudFrontFunction.Response {
  const request = event.request
  const uri = request.uri
  const accept = headerOf(request, 'accept')
  if (uri.length > MAX_URI_CHARS) return refuse(TOO_LONG, accept)
  if (HOSTILE.test(uri)) return refuse(NOT_FOUND, accept)
  if (uri.startsWith('/api/')) {
    request.headers[VIEWER_ADDRESS] = { value: event.viewer.ip }
    return request
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(WRONG_METHOD, accept)
  const target = findTarget({ uri, accept, userAgent: headerOf(request, 'user-agent') })
  if (target !== undefined) {
    request.uri = target
    request.querystring = {}
    return request
  }
  const withoutSlash = uri.slice(0, -1)
  return uri.endsWith('/') && isScreen(withoutSlash) ? redirect(withoutSlash) : refuse(NOT_FOUND, accept)
}

/** A header with all of its lines, or nothing. */
function headerOf(request: AWSCloudFrontFunction.Request, name: string): string {
  const header = request.headers[name]
  if (header === undefined) return ''
  return header.multiValue === undefined ? header.value : header.multiValue.map((line) => line.value).join(',')
}
