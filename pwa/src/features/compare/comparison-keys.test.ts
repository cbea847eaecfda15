import { describe, expect, it } from 'vitest'
import { keyAction } from './comparison-keys.ts'

const press = (key: string, held = {}) => keyAction({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

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

  it.each(['ctrlKey', 'metaKey', 'altKey'])('are left to the browser with %s', (modifier) => {
    expect(press('+', { [modifier]: true })).toBeUndefined()
  })

  it('are no others', () => {
    expect(press('Enter')).toBeUndefined()
    expect(press('constructor')).toBeUndefined()
  })
})
