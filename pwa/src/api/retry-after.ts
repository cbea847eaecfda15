/** Nobody is made to wait longer than this by one answer. */
const MAX_WAIT_MS = 24 * 3_600_000

/** Milliseconds that Retry-After asks for. A date is compared with the answer's own Date, since this clock may be wrong. */
export function readRetryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('Retry-After')
  if (value === null) return undefined
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.parse(headers.get('Date') ?? '')
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), MAX_WAIT_MS) : undefined
}
