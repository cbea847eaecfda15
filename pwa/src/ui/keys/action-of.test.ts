import { describe, expect, it } from 'vitest'
import { actionOf } from './action-of.ts'

const KEYS = { send: ['Mod+Enter'], choose: [' '], chooseTo: ['Shift+ '], larger: ['+', '='], help: ['?'] } as const

describe('what a press does', () => {
  it('is found by any of its keys', () => {
    expect(actionOf(KEYS, { key: '+' })).toBe('larger')
    expect(actionOf(KEYS, { key: '=' })).toBe('larger')
  })

  it('is the same by Ctrl and by Cmd', () => {
    expect(actionOf(KEYS, { key: 'Enter', ctrlKey: true })).toBe('send')
    expect(actionOf(KEYS, { key: 'Enter', metaKey: true })).toBe('send')
    expect(actionOf(KEYS, { key: 'Enter' })).toBeUndefined()
  })

  it('depends on Shift, but for characters, which may need it', () => {
    expect(actionOf(KEYS, { key: ' ' })).toBe('choose')
    expect(actionOf(KEYS, { key: ' ', shiftKey: true })).toBe('chooseTo')
    expect(actionOf(KEYS, { key: '?', shiftKey: true })).toBe('help')
    expect(actionOf(KEYS, { key: '?' })).toBe('help')
  })

  it.each(['ctrlKey', 'metaKey', 'altKey'])("is the browser's business with %s", (modifier) => {
    expect(actionOf(KEYS, { key: '+', [modifier]: true })).toBeUndefined()
  })

  it('is nothing for names that every object has', () => {
    expect(actionOf(KEYS, { key: 'constructor' })).toBeUndefined()
  })
})
