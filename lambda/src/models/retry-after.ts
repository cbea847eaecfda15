/** "Sun, 06 Nov 1994 08:49:37 GMT", which is the one form of a date that servers may write (RFC 9110, 5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const NUMBER = /^\d{1,9}(?:\.\d{1,9})?$/

/**
 * How long a server asks to wait, in milliseconds; undefined where it does not say. A date is compared with the answer's
 * own Date header, so that a clock that is wrong on either side does no harm.
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const milliseconds = headers.get('retry-after-ms')?.trim() ?? ''
  if (NUMBER.test(milliseconds)) return Math.ceil(Number(milliseconds))
  const text = headers.get('retry-after')?.trim() ?? ''
  if (NUMBER.test(text)) return Math.ceil(Number(text) * 1000)
  const atMs = readDate(text)
  if (atMs === undefined) return undefined
  return Math.max(0, atMs - (readDate(headers.get('date') ?? '') ?? nowMs))
}

function readDate(text: string): number | undefined {
  const atMs = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(atMs) ? undefined : atMs
}
