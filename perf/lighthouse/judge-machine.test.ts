import { describe, expect, it } from 'vitest'
import { whyTooSlow } from './judge-machine.ts'

describe('a machine', () => {
  it.each([
    ['with the least index and a bare page that blocks for little', 1000, 50, undefined],
    ['with a slow processor', 999, 0, 'benchmark index'],
    ['that others keep busy', 2000, 51, 'busy'],
    ['whose index is unknown', Number.NaN, 0, 'benchmark index'],
    ['on which the bare page failed', 2000, Number.NaN, 'busy'],
  ])('%s is judged', (_what, benchmarkIndex, bareTbtMs, reason) => {
    const found = whyTooSlow({ benchmarkIndex, bareTbtMs })
    if (reason === undefined) expect(found).toBeUndefined()
    else expect(found).toContain(reason)
  })
})
