import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slotsFor, spendSlots } from './spend-slots.ts'

const DOLLAR = 1_000_000

describe('the slots of money', () => {
  it.each([
    [0.01, 1, 10_000],
    [5, 500, 10_000],
    [10, 1000, 10_000],
    [250, 1000, 250_000],
  ])('of %d dollars a day are %i', (usd, limit, slotMicroUsd) => {
    expect(spendSlots(usd * DOLLAR)).toEqual({ limit, slotMicroUsd })
  })

  it('never let jobs through that cost more than the ceiling together', () => {
    const ceilings = fc.integer({ min: 10_000, max: 100_000 * DOLLAR })
    fc.assert(
      fc.property(ceilings, fc.integer({ min: 1, max: 10 * DOLLAR }), (ceiling, price) => {
        const slots = spendSlots(ceiling)
        expect(slots.limit).toBeLessThanOrEqual(1000)
        expect(Math.floor(slots.limit / slotsFor(price, slots)) * price).toBeLessThanOrEqual(ceiling)
      }),
    )
  })

  it('are none for what costs nothing', () => {
    expect(slotsFor(0, spendSlots(DOLLAR))).toBe(0)
  })
})
