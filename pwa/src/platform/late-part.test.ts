import { describe, expect, it } from 'vitest'
import { createLatePart, loadOnce } from './late-part.ts'

function setUp() {
  const loads = { made: 0, failing: 0 }
  const load = loadOnce(async () => {
    loads.made += 1
    if (loads.made <= loads.failing) throw new TypeError('Failed to fetch')
    return { state: 'late', add: async (one: number, other: number) => one + other }
  })
  return { loads, part: createLatePart({ state: 'early' }, load) }
}

describe('a late part', () => {
  it('answers what is known without being loaded, and loads for the first call', async () => {
    const { loads, part } = setUp()
    expect(part.state).toBe('early')
    expect(loads.made).toBe(0)
    expect(await Promise.all([part.add(1, 2), part.add(3, 4)])).toEqual([3, 7])
    expect(loads.made).toBe(1)
  })

  it('is asked for once more where it did not come, and again by the next call', async () => {
    const { loads, part } = setUp()
    loads.failing = 2
    await expect(part.add(1, 2)).rejects.toThrow('Failed to fetch')
    expect(await part.add(1, 2)).toBe(3)
    expect(loads.made).toBe(3)
  })
})
