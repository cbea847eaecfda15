import { afterEach, describe, expect, it } from 'vitest'
import { count, dateAndTime, dayTime, list, longDay, many, money, month, seconds, size, time } from './format.ts'
import { speak } from './translation.ts'

afterEach(() => speak({ locale: 'en' }))

const NOON = new Date(2026, 10, 24, 14, 5).getTime()
const FIRST = Date.parse('2026-12-01T00:00:00Z')
const plain = (text: string) => text.replaceAll('\u00A0', '~').replaceAll('\u202F', ' ')

const WRITTEN: readonly [string, () => string, { readonly [locale: string]: string }][] = [
  ['an amount', () => count.format(1234567), { en: '1,234,567', 'de-DE': '1.234.567' }],
  ['a part', () => seconds.format(1234.56), { en: '1,234.6', 'de-DE': '1.234,6' }],
  ['one of many', () => many(1000, 'one', 'more'), { en: '1,000 more', 'de-DE': '1.000 more' }],
  ['a price', () => money(1234.5), { en: '$1,234.50', 'de-DE': '1.234,50~$' }],
  ['a small price', () => money(0.039), { en: '$0.039', 'de-DE': '0,039~$' }],
  ['the smallest price', () => money(0.00123), { en: '$0.0012', 'de-DE': '0,0012~$' }],
  ['a time', () => time.format(NOON), { en: '14:05', 'de-DE': '14:05' }],
  [
    'a moment',
    () => dateAndTime.format(NOON),
    { en: 'Nov 24, 2026, 2:05 PM', 'en-GB': '24 Nov 2026, 14:05', 'de-DE': '24.11.2026, 14:05' },
  ],
  [
    'a far moment',
    () => dayTime(new Date(2100, 0, 2, 14, 5).getTime()),
    { en: 'Jan 2, 2100, 2:05 PM', 'de-DE': '02.01.2100, 14:05' },
  ],
  [
    'a day',
    () => longDay.format(FIRST),
    { en: '1 December 2026', 'de-DE': '1. Dezember 2026', 'de-AT': '1. Dezember 2026' },
  ],
  ['a month', () => month.format(FIRST), { en: 'December 2026', 'de-DE': 'Dezember 2026' }],
  ['a few bytes', () => size(999).replace('\u00A0', ' '), { en: '999 bytes', 'de-DE': '999 Byte' }],
  ['one byte', () => size(1).replace('\u00A0', ' '), { en: '1 byte', 'de-DE': '1 Byte' }],
  ['a small file', () => size(104_400), { en: '104 KB', 'de-DE': '104~KB' }],
  ['a file', () => size(1_250_000), { en: '1.3 MB', 'de-DE': '1,3~MB' }],
  ['a large file', () => size(1_234_500_000_000), { en: '1,234.5 GB', 'de-DE': '1.234,5~GB' }],
  ['a list', () => list(['a', 'b', 'c']), { en: 'a, b, c', 'de-DE': 'a, b und c' }],
]

describe('numbers, times and lists', () => {
  it.each(WRITTEN)('are written as the language has it: %s', (_what, write, expected) => {
    for (const [locale, text] of Object.entries(expected)) {
      speak({ locale })
      expect(plain(write()), locale).toBe(text)
    }
  })

  it('follow the place as well as the language', () => {
    speak({ locale: 'de-CH' })
    expect(count.format(1234)).toMatch(/^1['’]234$/)
  })
})
