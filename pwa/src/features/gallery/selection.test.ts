import { describe, expect, it } from 'vitest'
import { NOTHING_SELECTED, toggled, withRange } from './selection.ts'

const ORDER = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }))
const chosen = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort().join('')

describe('the selection', () => {
  it('chooses a tile, and gives it up with the second press', () => {
    const one = toggled(NOTHING_SELECTED, 'b')
    expect(chosen(one)).toBe('b')
    expect(one.isOn).toBe(true)
    expect(chosen(toggled(one, 'b'))).toBe('')
  })

  it('chooses a range from the last tile, in either direction', () => {
    const one = toggled(NOTHING_SELECTED, 'c')
    expect(chosen(withRange(one, { order: ORDER, to: 4, from: 0 }))).toBe('cde')
    expect(chosen(withRange(one, { order: ORDER, to: 0, from: 0 }))).toBe('abc')
  })

  it('lets a range shrink again, and keeps what was chosen before it', () => {
    const two = toggled(toggled(NOTHING_SELECTED, 'a'), 'c')
    const wide = withRange(two, { order: ORDER, to: 5, from: 0 })
    expect(chosen(wide)).toBe('acdef')
    expect(chosen(withRange(wide, { order: ORDER, to: 3, from: 5 }))).toBe('acd')
  })

  it('begins a range where the focus was, if nothing was chosen or what was is not to be seen', () => {
    expect(chosen(withRange(NOTHING_SELECTED, { order: ORDER, to: 2, from: 1 }))).toBe('bc')
    const found = ORDER.slice(3)
    expect(chosen(withRange(toggled(NOTHING_SELECTED, 'a'), { order: found, to: 1, from: 0 }))).toBe('ade')
  })
})
