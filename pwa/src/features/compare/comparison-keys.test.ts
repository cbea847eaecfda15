import { describe, expect, it } from 'vitest'
import { actionOf } from '#ui/keys/action-of.ts'
import { COMPARISON_KEYS } from '#ui/keys/later-keys.ts'
import { keyAction } from './comparison-keys.ts'

function press(key: string) {
  const action = actionOf(COMPARISON_KEYS, { key })
  return action && keyAction(action, key)
}

describe('the keys of the comparison', () => {
  it('zoom by the same step in and out', () => {
    const [larger, smaller] = [press('+'), press('-')]
    expect(larger?.kind === 'zoom' && smaller?.kind === 'zoom' && larger.factor * smaller.factor).toBe(1)
    expect(press('=')).toEqual(larger)
  })

  it('move the view by arrows, the pictures against them', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'pan', x: -0.12, y: 0 })
    expect(press('ArrowUp')).toEqual({ kind: 'pan', x: 0, y: 0.12 })
  })

  it('show one of up to six pictures', () => {
    expect(press('1')).toEqual({ kind: 'picture', index: 0 })
    expect(press('6')).toEqual({ kind: 'picture', index: 5 })
    expect(press('7')).toBeUndefined()
    expect(press('0')).toEqual({ kind: 'fit' })
  })

  it('are no others', () => {
    expect(press('Enter')).toBeUndefined()
  })
})
