import { describe, expect, it } from 'vitest'
import { drawing, round, TONES } from './drawing.ts'
import { DRAWINGS } from './drawings.ts'

describe.each(Object.entries(DRAWINGS))('the drawing of %s', (_, parts) => {
  it('is made of known tones, and of parts with three corners or more in whole numbers', () => {
    expect(parts.length).toBeGreaterThan(0)
    for (const { tone, points } of parts) {
      expect(TONES).toContain(tone)
      expect(points.length).toBeGreaterThanOrEqual(6)
      expect(points.length % 2).toBe(0)
      expect(points.every(Number.isInteger)).toBe(true)
    }
  })

  it('stands on its foot: nothing but a wheel, a flame or a shadow hangs below it', () => {
    const heights = parts.flatMap(({ points }) => points.filter((_, index) => index % 2 === 1))
    expect(Math.max(...heights)).toBeLessThanOrEqual(112)
    expect(Math.max(...heights)).toBeGreaterThanOrEqual(50)
  })
})

describe('a line of a drawing', () => {
  it('is a tone and corners', () => {
    expect(drawing('base 0,0 100,0 50,-20')).toEqual([{ tone: 'base', points: [0, 0, 100, 0, 50, -20] }])
  })

  it.each(['bass 0,0 1,0 1,1', 'base 0,0 1,0', 'base 0,0 1,0 1', 'base 0,0 1,0 1.5,1', 'base 0,0 1,0 1,one', 'base'])(
    'that is misspelled, such as %j, is refused',
    (line) => {
      expect(() => drawing(line)).toThrow(`no part: ${line}`)
    },
  )

  it('may be round: sixteen corners about a middle', () => {
    const [part] = drawing(round('ink', 50, 40, 10, 20))
    expect(part?.points).toHaveLength(32)
    expect(part?.points.slice(0, 2)).toEqual([60, 40])
  })
})
