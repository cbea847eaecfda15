import { describe, expect, it } from 'vitest'
import { readRetryAfterMs } from './retry-after.ts'

describe('readRetryAfterMs', () => {
  it('reads seconds', () => {
    expect(readRetryAfterMs(new Headers({ 'Retry-After': '20' }))).toBe(20_000)
  })

  it("compares a date with the answer's own clock", () => {
    const headers = new Headers({
      Date: 'Tue, 24 Nov 2026 12:00:00 GMT',
      'Retry-After': 'Tue, 24 Nov 2026 12:01:30 GMT',
    })
    expect(readRetryAfterMs(headers)).toBe(90_000)
  })

  it('never asks for more than a day, and nothing where the header is unreadable', () => {
    expect(readRetryAfterMs(new Headers({ 'Retry-After': '99999999' }))).toBe(24 * 3_600_000)
    expect(readRetryAfterMs(new Headers({ 'Retry-After': 'soon' }))).toBeUndefined()
    expect(readRetryAfterMs(new Headers())).toBeUndefined()
  })
})
