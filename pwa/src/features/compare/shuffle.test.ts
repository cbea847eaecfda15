import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../../tests/support/seeded-random.ts'
import { shuffle } from './shuffle.ts'

describe('shuffle', () => {
  it('keeps each item once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const shuffled = shuffle(items, seededRandom(seed))
        expect(shuffled.toSorted()).toEqual(items.toSorted())
      }),
    )
  })

  it('follows chance', () => {
    expect(shuffle(['a', 'b', 'c'], () => 0)).toEqual(['a', 'b', 'c'])
    expect(shuffle(['a', 'b', 'c'], () => 0.99)).toEqual(['c', 'b', 'a'])
  })

  it('makes every order about equally often', () => {
    const random = seededRandom(7)
    const counts = new Map<string, number>()
    for (let round = 0; round < 6000; round += 1) {
      const order = shuffle(['a', 'b', 'c'], random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})
