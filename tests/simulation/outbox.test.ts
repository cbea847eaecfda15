import { describe, expect, it } from 'vitest'
import { simulateOutbox } from './simulate-outbox.ts'

const SEEDS = Number(process.env.SEEDS ?? 1000)
const PROMPTS = 10

describe('the outbox under a fate drawn from a seed', () => {
  it('loses nothing, sends nothing twice, and comes to rest', { timeout: 120_000 }, async () => {
    let deaths = 0
    let requests = 0
    const failed: { seed: number; problems: readonly string[] }[] = []
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const report = await simulateOutbox({ seed, prompts: PROMPTS })
      if (report.problems.length > 0) failed.push({ seed, problems: report.problems })
      deaths += report.deaths
      requests += report.requests
    }
    expect(failed.slice(0, 5)).toEqual([])
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
