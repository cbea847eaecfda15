import { describe, expect, it } from 'vitest'
import { countChars, normalizePrompt } from './prompt.ts'

describe('characters', () => {
  it('are counted as code points', () => {
    expect(countChars('fox')).toBe(3)
    expect(countChars('🦊🦊')).toBe(2)
    expect(countChars('')).toBe(0)
  })
})

describe('a prompt', () => {
  it('is trimmed and keeps its line breaks', () => {
    expect(normalizePrompt('  a fox\n\tin snow \n')).toBe('a fox\n\tin snow')
  })

  it('has no control characters and no half of a surrogate pair', () => {
    expect(normalizePrompt('a\u0000b\u001bc\u009fd')).toBe('a b c d')
    expect(normalizePrompt('fox \ud83e')).toBe('fox \ufffd')
  })

  it('has one form of an accented letter', () => {
    expect(normalizePrompt('cafe\u0301')).toBe('caf\u00e9')
  })
})
