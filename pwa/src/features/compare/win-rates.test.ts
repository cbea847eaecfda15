import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Vote } from '#offline/votes.ts'
import { wilsonInterval } from './wilson-interval.ts'
import { modelRates, pairRates } from './win-rates.ts'

function votes(count: number, best: string | undefined, models: readonly string[] = ['a', 'b']): readonly Vote[] {
  const candidates = models.map((model) => ({ model, label: model.toUpperCase() }))
  return Array.from({ length: count }, (_vote, index) => ({
    id: `${best} ${index}`,
    votedAt: index,
    candidates,
    ...(best && { best }),
  }))
}

describe('the interval of a share', () => {
  // From the table in Newcombe, Statistics in Medicine 17 (1998), method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is from %f to %f', (won, of, low, high) => {
    expect(wilsonInterval(won, of).low).toBeCloseTo(low, 4)
    expect(wilsonInterval(won, of).high).toBeCloseTo(high, 4)
  })

  it('says nothing without votes, and always holds the share itself', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const won = Math.round(share * of)
        const { low, high } = wilsonInterval(won, of)
        expect(low).toBeLessThanOrEqual(won / of + 1e-12)
        expect(high).toBeGreaterThanOrEqual(won / of - 1e-12)
      }),
    )
  })
})

describe('the rates of models', () => {
  it('count the votes that a model has won, the best one first', () => {
    expect(modelRates([...votes(5, 'a'), ...votes(7, 'b')])).toEqual([
      { model: 'b', label: 'B', won: 7, of: 12, verdict: 'even' },
      { model: 'a', label: 'A', won: 5, of: 12, verdict: 'even' },
    ])
  })

  it.each([
    [9, 0, 'few'],
    [8, 2, 'even'],
    [9, 1, 'more'],
    [1, 9, 'less'],
    [15, 5, 'more'],
    [14, 6, 'even'],
  ])('tell from %i won and %i lost that it is: %s', (won, lost, verdict) => {
    const rate = modelRates([...votes(won, 'a'), ...votes(lost, 'b')]).find(({ model }) => model === 'a')
    expect(rate?.verdict).toBe(verdict)
  })

  it('expect less of a model that stands among many', () => {
    const four = ['a', 'b', 'c', 'd']
    // Half of twelve is what chance gives between two, and twice what it gives among four.
    const rates = modelRates([...votes(7, 'a', four), ...votes(5, 'b', four)])
    expect(rates.map(({ model, verdict }) => [model, verdict])).toEqual([
      ['a', 'more'],
      ['b', 'even'],
      // Never in twelve is less than one in four.
      ['c', 'less'],
      ['d', 'less'],
    ])
  })

  it('leave out what was no difference, and keep the model', () => {
    expect(modelRates(votes(3, undefined))).toEqual([
      { model: 'a', label: 'A', won: 0, of: 0, verdict: 'few' },
      { model: 'b', label: 'B', won: 0, of: 0, verdict: 'few' },
    ])
    expect(modelRates([])).toEqual([])
  })

  it('go by the name that a model had last', () => {
    const [renamed] = votes(1, 'a')
    const later = { ...renamed, candidates: [{ model: 'a', label: 'A 2' }] } as Vote // a model of another name, as is
    expect(modelRates([...votes(1, 'a'), later]).find(({ model }) => model === 'a')?.label).toBe('A 2')
  })
})

describe('the rates of pairs', () => {
  it('name the model first that won more often', () => {
    expect(pairRates([...votes(2, 'a'), ...votes(10, 'b'), ...votes(4, undefined)])).toEqual([
      { key: 'a b', first: 'B', second: 'A', won: 10, of: 12, verdict: 'more' },
    ])
  })

  it('are silent about two that lost to a third', () => {
    const rates = pairRates(votes(12, 'c', ['a', 'b', 'c']))
    expect(rates).toEqual([
      { key: 'a c', first: 'C', second: 'A', won: 12, of: 12, verdict: 'more' },
      { key: 'b c', first: 'C', second: 'B', won: 12, of: 12, verdict: 'more' },
    ])
  })
})
