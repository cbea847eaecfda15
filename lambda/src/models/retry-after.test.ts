import { describe, expect, it } from 'vitest'
import { readRetryAfterMs } from './retry-after.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')

describe('the time that a server asks to wait', () => {
  it.each([
    ['milliseconds', { 'retry-after-ms': '1500' }, 1500],
    ['milliseconds before seconds', { 'retry-after-ms': '1500', 'retry-after': '9' }, 1500],
    ['seconds', { 'retry-after': '7' }, 7000],
    ['parts of a second', { 'retry-after': '0.25' }, 250],
    ['seconds where the milliseconds cannot be read', { 'retry-after-ms': 'soon', 'retry-after': '3' }, 3000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:12 GMT' }, 12_000],
    ['a date that has passed', { 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
    [
      "a date by the server's own wrong clock",
      { 'retry-after': 'Thu, 01 Jan 2026 09:00:05 GMT', date: 'Thu, 01 Jan 2026 09:00:00 GMT' },
      5000,
    ],
  ])('is read from %s', (_name, headers, expected) => {
    expect(readRetryAfterMs(new Headers(headers), NOW)).toBe(expected)
  })

  it.each(['', 'soon', '-5', '1e9', '99999999999', 'NaN', 'Thu, 99 Foo 2026 00:00:00 GMT'])(
    'is unknown where the header says "%s"',
    (value) => {
      expect(readRetryAfterMs(new Headers({ 'retry-after': value }), NOW)).toBeUndefined()
    },
  )
})
