import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { PLANTED_DEFECTS } from './planted-defects.ts'
import { runSeeds } from './run-child.ts'
import { simulateOutbox } from './simulate-outbox.ts'

const SEEDS = 10_000
const PROMPTS = 10

describe('the outbox under fates drawn from seeds', () => {
  it('loses nothing, sends nothing twice, and comes to rest', { timeout: 600_000 }, async () => {
    const share = Math.ceil(SEEDS / availableParallelism())
    const shares = Array.from({ length: availableParallelism() }, (_, index) => index * share)
    const reports = await Promise.all(
      shares.map((before) => runSeeds({ from: before + 1, to: Math.min(before + share, SEEDS), prompts: PROMPTS })),
    )
    expect(reports.flatMap((report) => report.failed)).toEqual([])
    // A fate that never strikes proves nothing.
    const sum = (of: 'deaths' | 'requests') => reports.reduce((total, report) => total + report[of], 0)
    expect(sum('deaths')).toBeGreaterThan(SEEDS / 4)
    expect(sum('requests')).toBeGreaterThan(SEEDS * PROMPTS)
  })

  it('replays a seed bit for bit', async () => {
    const [one, other] = [
      await simulateOutbox({ seed: 7, prompts: 10 }),
      await simulateOutbox({ seed: 7, prompts: 10 }),
    ]
    expect(one.trace).toBe(other.trace)
    expect(one.trace.length).toBeGreaterThan(100)
  })
})

describe('a planted defect is noticed', () => {
  it.each(PLANTED_DEFECTS.map(({ name }) => name))('%s', { timeout: 60_000 }, async (defect) => {
    const { failed } = await runSeeds({ from: 1, to: 300, stop: 1, defect })
    expect(failed).toHaveLength(1)
  })
})
