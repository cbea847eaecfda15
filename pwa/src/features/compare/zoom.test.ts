import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CENTER, type Extent, extentOf, FIT, MAX_SCALE, moveView, type View, withinLimits } from './zoom.ts'

const WHOLE: Extent = { width: 1, height: 1 }
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const point = fc.record({ x: number(-0.5, 0.5), y: number(-0.5, 0.5) })
const extent = fc.record({ width: number(0.1, 1), height: number(0.1, 1) })
const movement = fc.record({ factor: number(0.05, 20), from: point, to: point })
const view = fc.record({ scale: number(1, MAX_SCALE), x: number(-4, 4), y: number(-4, 4) })

/** Which part of the picture is seen at a place of the frame. */
function seenAt({ scale, x, y }: View, at: { x: number; y: number }) {
  return { x: (at.x - x) / scale, y: (at.y - y) / scale }
}

describe('the view', () => {
  it('keeps what is under the pointer where the pictures fill their frames', () => {
    fc.assert(
      fc.property(point, number(1, MAX_SCALE), number(1, MAX_SCALE), (pointer, first, second) => {
        // Growing from the fitting view, no limit is ever in the way.
        const one = moveView(FIT, { factor: first, from: pointer, to: pointer }, WHOLE)
        const two = moveView(one, { factor: Math.max(second / first, 1), from: pointer, to: pointer }, WHOLE)
        expect(seenAt(two, pointer).x).toBeCloseTo(pointer.x, 9)
        expect(seenAt(two, pointer).y).toBeCloseTo(pointer.y, 9)
      }),
    )
  })

  it('stays within its limits whatever moves it', () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 20 }), extent, (movements, filled) => {
        const end = movements.reduce((each, next) => moveView(each, next, filled), FIT)
        expect(end.scale).toBeGreaterThanOrEqual(1)
        expect(end.scale).toBeLessThanOrEqual(MAX_SCALE)
        expect(Math.abs(end.x)).toBeLessThanOrEqual(Math.max((end.scale * filled.width - 1) / 2, 0))
        expect(Math.abs(end.y)).toBeLessThanOrEqual(Math.max((end.scale * filled.height - 1) / 2, 0))
      }),
    )
  })

  it('is left as it is where it lies within the limits already', () => {
    fc.assert(
      fc.property(view, extent, (any, filled) => {
        const held = withinLimits(any, filled)
        expect(withinLimits(held, filled)).toEqual(held)
      }),
    )
  })

  it('fits again when everything is made small', () => {
    fc.assert(
      fc.property(view, extent, point, (any, filled, pointer) => {
        const end = moveView(any, { factor: 1 / MAX_SCALE, from: pointer, to: pointer }, filled)
        expect(end.scale).toBeCloseTo(1, 9)
        expect(end.x).toBeCloseTo(0, 9)
        expect(end.y).toBeCloseTo(0, 9)
      }),
    )
  })

  it.each([
    ['grows around the center', { factor: 2, from: CENTER, to: CENTER }, { scale: 2, x: 0, y: 0 }],
    [
      'grows around a corner',
      { factor: 2, from: { x: 0.5, y: -0.5 }, to: { x: 0.5, y: -0.5 } },
      { scale: 2, x: -0.5, y: 0.5 },
    ],
    [
      'grows and moves with two fingers',
      { factor: 3, from: CENTER, to: { x: 0.2, y: -0.1 } },
      { scale: 3, x: 0.2, y: -0.1 },
    ],
    ['does not move where it fits', { factor: 1, from: CENTER, to: { x: 0.3, y: 0.3 } }, FIT],
    ['ends at eight times', { factor: 100, from: CENTER, to: CENTER }, { scale: 8, x: 0, y: 0 }],
  ])('%s', (_name, given, expected) => {
    expect(moveView(FIT, given, WHOLE)).toEqual(expected)
  })

  it('stays in the middle along the side on which a picture still fits', () => {
    const wide = extentOf([16 / 9], 1)
    expect(wide).toEqual({ width: 1, height: 9 / 16 })
    const end = moveView({ scale: 1.5, x: 0, y: 0 }, { factor: 1, from: CENTER, to: { x: 1, y: 1 } }, wide)
    expect(end).toEqual({ scale: 1.5, x: 0.25, y: 0 })
  })

  it('may go as far as the largest of pictures with different shapes', () => {
    expect(extentOf([16 / 9, 9 / 16, 1], 1)).toEqual({ width: 1, height: 1 })
    expect(extentOf([0.5, 0.8], 1)).toEqual({ width: 0.8, height: 1 })
  })
})
