import { describe, expect, it } from 'vitest'
import * as first from '#ui/keys/first-keys.ts'
import * as later from '#ui/keys/later-keys.ts'
import { scopes, shownKeys } from './shortcut-list.ts'

describe('the list of the keyboard help', () => {
  it('has every table of keys', () => {
    expect(new Set(scopes().map(({ keys }) => keys))).toEqual(
      new Set([...Object.values(first), ...Object.values(later)]),
    )
  })

  it('says of every action of every table what it does', () => {
    for (const { keys, actions } of scopes()) expect(Object.keys(actions).sort()).toEqual(Object.keys(keys).sort())
  })

  it('has no two actions for one key in one place', () => {
    for (const { keys } of scopes()) {
      const chords = Object.values(keys).flat()
      expect(chords).toEqual([...new Set(chords)])
    }
  })
})

describe('the keys of an action', () => {
  it('are what is held and what is pressed', () => {
    expect(shownKeys(['Mod+Enter'], true)).toEqual({ held: ['Mod'], keys: ['Enter'] })
    expect(shownKeys(['Shift+Home', 'Shift+End'], true)).toEqual({ held: ['Shift'], keys: ['Home', 'End'] })
    expect(shownKeys(['+', '='], true)).toEqual({ held: [], keys: ['+', '='] })
  })

  it('lack the characters while these are turned off', () => {
    expect(shownKeys(['?'], false).keys).toEqual([])
    expect(shownKeys([' '], false).keys).toEqual([' '])
    expect(shownKeys(['Shift+ '], false)).toEqual({ held: ['Shift'], keys: [' '] })
  })
})
