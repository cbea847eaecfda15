import { describe, expect, it } from 'vitest'
import type { GalleryEntry } from '#contract/gallery.ts'
import { layoutRows } from '#ui/layout-rows.ts'
import { meaningOf, tileByKey } from './grid-keys.ts'

/** Rows of four squares each: 0 to 3, 4 to 7, and so on; the last row has two. */
const squares = Array.from(
  { length: 42 },
  (_, index): GalleryEntry => ({
    ...{ id: String(index), timestamp: '', prompt: '', models: [], imageCount: 1 },
    preview: { run: '', url: '', originalUrl: '', thumbhash: '', width: 100, height: 100 },
  }),
)
const layout = layoutRows(squares, { width: 430, height: 100, gap: 10, foot: 20 })

function go(key: string, from: number): number {
  const meaning = meaningOf({ key })
  if (meaning?.kind !== 'move') throw new Error(`${key} leads nowhere.`)
  return tileByKey({ move: meaning.move, from, layout, page: 360 })
}

describe('the keys of the grid', () => {
  it('go to the neighbours in reading order and stop at both ends', () => {
    expect([go('ArrowRight', 3), go('ArrowLeft', 4)]).toEqual([4, 3])
    expect([go('ArrowLeft', 0), go('ArrowRight', 41)]).toEqual([0, 41])
  })

  it('go to the tile above and below', () => {
    expect([go('ArrowDown', 1), go('ArrowUp', 6)]).toEqual([5, 2])
    expect([go('ArrowUp', 2), go('ArrowDown', 40)]).toEqual([2, 40])
    expect(go('ArrowDown', 39)).toBe(41)
  })

  it('go a window on, and to both ends', () => {
    expect([go('PageDown', 1), go('PageUp', 13)]).toEqual([13, 1])
    expect([go('PageUp', 5), go('PageDown', 38)]).toEqual([1, 41])
    expect([go('Home', 20), go('End', 20)]).toEqual([0, 41])
  })

  it('choose one, everything up to here, or on the way', () => {
    expect(meaningOf({ key: ' ' })).toEqual({ kind: 'choose', isRange: false })
    expect(meaningOf({ key: ' ', shiftKey: true })).toEqual({ kind: 'choose', isRange: true })
    expect(meaningOf({ key: 'End', shiftKey: true })).toEqual({ kind: 'move', move: 'last', isRange: true })
  })

  it('leave other keys alone', () => {
    expect(['a', 'Escape', 'Tab'].map((key) => meaningOf({ key }))).toEqual([undefined, undefined, undefined])
    expect(meaningOf({ key: 'ArrowLeft', altKey: true })).toBeUndefined()
  })
})
