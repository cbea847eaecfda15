import { describe, expect, it } from 'vitest'
import { nextTurn, type Turn } from './shuffled-turns.ts'

function takeMany(turns: number, count: number, seedOf: (turn: number) => number): readonly number[] {
  let turn: Turn | undefined
  return Array.from({ length: turns }, (_, index) => {
    turn = nextTurn(turn, count, seedOf(index))
    return turn.last
  })
}

describe('turns by chance', () => {
  it.each([1, 7, 42, 2 ** 32 - 1])('go through all before one comes again, from seed %i', (seed) => {
    const taken = takeMany(360, 120, (index) => seed + index)
    for (let round = 0; round < 3; round += 1) {
      expect(new Set(taken.slice(round * 120, round * 120 + 120)).size).toBe(120)
    }
    expect(taken.slice(0, 120)).not.toEqual(taken.slice(120, 240))
  })

  it('never have the same twice in a row, where there are two', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const taken = takeMany(20, 2, (index) => seed * 31 + index)
      for (const [index, each] of taken.entries()) if (index > 0) expect(each).not.toBe(taken[index - 1])
    }
  })

  it('begin anew where there are others to choose from', () => {
    const turn: Turn = { seed: 1, count: 120, place: 60, last: 119 }
    expect(nextTurn(turn, 3, 5)).toMatchObject({ count: 3, place: 1, before: 119 })
    expect(nextTurn(undefined, 1, 5).last).toBe(0)
    expect(nextTurn({ seed: 1, count: 1, place: 1, last: 0 }, 1, 5).last).toBe(0)
  })
})
