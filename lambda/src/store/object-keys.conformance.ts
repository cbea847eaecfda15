import fc from 'fast-check'
import { galleryKey } from './keys.ts'
import { assertKey } from './object-store.ts'

/** Keys that every store takes, and that a store with files or XML behind it may stumble over. */
export const ODD_KEYS = [
  ...['a', 'a/b', 'a.o', 'a.d', 'a.s', 'a.o/b', 'a.d/b', '.hidden', '...', 'a..b', 'a/.b/..c', '~', '_', '-', '!'],
  ...[
    'a b',
    ' lead',
    'trail ',
    '%',
    '%2F',
    '%2E%2E',
    '%zz',
    '+',
    'a+b',
    '&<>"\'',
    '?q=1',
    '#h',
    'back\\slash',
    'c:d*e',
  ],
  ...['é', 'e\u0301', 'ｗｉｄｅ', '😀/astral', '\u{10ffff}', 'K', 'k', 'CON', '__proto__', 'constructor/x'],
  // Lengths around the places where the file store cuts a segment.
  ...[
    '1234',
    '12345',
    '123456',
    '1234567',
    '12345678',
    '123456789',
    '1234567890',
    '12345/x',
    '1234567/x',
    '123456789/x',
  ],
  ...['12345-/x', 'abcdefg', 'abcde/', 'abcde0é😀/'].map((key) => `${key}z`),
  ...['x'.repeat(199), 'x'.repeat(200), 'x'.repeat(201), `${'x'.repeat(200)}/y`, 'x'.repeat(1024), '😀'.repeat(256)],
  `${'y/'.repeat(511)}z`,
]

export const REFUSED_KEYS = {
  'the empty key': '',
  'a lone slash': '/',
  'a slash at the start': '/a',
  'a slash at the end': 'a/',
  'an empty segment': 'a//b',
  'a dot': '.',
  'two dots': '..',
  'a dot at the start': './a',
  'two dots at the end': 'a/..',
  'two dots in the middle': 'a/../b',
  'two dots at the start': '../a',
  'a NUL': 'a\0b',
  'half a character': '\ud800',
  'the other half': 'a/\udc00b',
  'more than 1,024 bytes': 'x'.repeat(1025),
  'more than 1,024 bytes in fewer characters': 'é'.repeat(513),
} as const

const ATOMS = ['a', 'b', 'A', '-', '.', '_', '~', '!', '%', '+', ' ', 'é', 'ｗ', '😀', '\uffee', '0', 'f']
const DIGITS = ['0123', '01234', '01235', '0123456', '01234567', '012345678', '0123456789', 'abcde']

const Key = fc
  .array(fc.array(fc.constantFrom(...ATOMS, ...DIGITS), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.map((atoms) => atoms.join('')).join('/'))
  .filter((key) => {
    try {
      assertKey(key)
      return true
    } catch {
      // "." and ".." come up by chance and are no keys.
      return false
    }
  })

const Cut = fc.double({ min: 0, max: 1, noNaN: true })

/** Up to 25 keys, and lists whose prefix and start are the beginnings of keys, cut between any two code points. */
export const RandomLists = fc.array(Key, { minLength: 1, maxLength: 25 }).chain((keys) => {
  const Beginning = fc.tuple(fc.oneof(fc.constantFrom(...keys), Key), Cut).map(([key, cut]) => {
    const points = Array.from(key)
    return points.slice(0, Math.round(cut * points.length)).join('')
  })
  const Query = fc.record({
    prefix: fc.oneof(fc.constant(''), Beginning),
    startAfter: fc.oneof(fc.constant(''), fc.constantFrom(...keys), Beginning),
    limit: fc.integer({ min: 1, max: 6 }),
  })
  return fc.record({ keys: fc.constant(keys), queries: fc.array(Query, { minLength: 10, maxLength: 10 }) })
})

const FIRST_JOB_MS = Date.UTC(2026, 0, 1)
const JOB_EVERY_MS = 7 * 60_000

/** The id of one job of a series, one every few minutes, as a used gallery has them. */
export function jobIdAt(index: number): string {
  const time = (FIRST_JOB_MS + index * JOB_EVERY_MS).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(index).padStart(12, '0')}`
}

export function pictureKey(index: number): string {
  const createdAtMs = FIRST_JOB_MS + index * JOB_EVERY_MS
  const thumbhash = 'MwgGFYKIiIiId3d4d4h3d4eHeIeAeHgI'
  return galleryKey({ createdAtMs, jobId: jobIdAt(index), width: 1024, height: 1024, thumbhash, run: 'sketch-poster' })
}

/** The order that every list has. */
export function sortByBytes(keys: readonly string[]): string[] {
  return [...keys].sort((a, b) => Buffer.from(a).compare(Buffer.from(b)))
}
