import { describe, expect, it } from 'vitest'
import { PLANTED_DEFECTS } from './planted-defects.ts'
import { runSeeds, runSeedsOnAllCores } from './run-child.ts'
import { simulateOutbox } from './simulate-outbox.ts'

const SEEDS = 10_000
const PROMPTS = 10

describe('the outbox under fates drawn from seeds', () => {
  it('loses nothing, sends nothing twice, and comes to rest', { timeout: 600_000 }, async () => {
    const { failed, deaths, requests } = await runSeedsOnAllCores(SEEDS, PROMPTS)
    expect(failed).toEqual([])
    // A fate that never strikes proves nothing.
    expect(deaths).toBeGreaterThan(SEEDS / 4)
    expect(requests).toBeGreaterThan(SEEDS * PROMPTS)
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
