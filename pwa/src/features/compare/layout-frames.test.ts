import { describe, expect, it } from 'vitest'
import { containedWidth, layoutFrames } from './layout-frames.ts'

const DESKTOP = { width: 1392, height: 760 }
const columns = (ratios: readonly number[], room = DESKTOP) => layoutFrames(room, ratios).columns

describe('frames', () => {
  it('stand one at a time in a narrow window, as wide as it is', () => {
    expect(layoutFrames({ width: 360, height: 600 }, [1, 1, 1])).toEqual({
      kind: 'strip',
      columns: 1,
      frame: { width: 328, height: 532 },
    })
  })

  it('stand in as many columns as show most of the pictures', () => {
    expect(columns([1, 1])).toBe(2)
    expect(columns([1, 1, 1, 1])).toBe(4)
    expect(columns([16 / 9, 16 / 9, 16 / 9, 16 / 9])).toBe(2)
    expect(columns([1, 1, 1, 1, 1, 1])).toBe(3)
    expect(columns([9 / 16, 9 / 16, 9 / 16, 9 / 16, 9 / 16, 9 / 16])).toBe(6)
    expect(columns([16 / 9, 16 / 9], { width: 900, height: 1200 })).toBe(1)
  })

  it('share the room with gaps and captions', () => {
    expect(layoutFrames(DESKTOP, [1, 1]).frame).toEqual({ width: 688, height: 688 })
    expect(layoutFrames(DESKTOP, [1 / 2, 1 / 2]).frame).toEqual({ width: 688, height: 692 })
  })

  it('have a size in a window without room too', () => {
    expect(layoutFrames({ width: 0, height: 0 }, [1, 1]).frame).toEqual({ width: 0, height: 0 })
    expect(layoutFrames({ width: 1000, height: 10 }, [1, 1]).frame.height).toBe(160)
  })

  it('show a picture whole', () => {
    expect(containedWidth({ width: 400, height: 300 }, 2)).toBe(400)
    expect(containedWidth({ width: 400, height: 300 }, 0.5)).toBe(150)
  })
})
