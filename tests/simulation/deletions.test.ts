import { expect, it } from 'vitest'
import { simulateDeletions } from './simulate-deletions.ts'

const SEEDS = 500

it('no deletion is lost, sent before its time, or sent after it was undone', { timeout: 120_000 }, async () => {
  const failed: { seed: number; problems: readonly string[] }[] = []
  const total = { requests: 0, deaths: 0, undone: 0 }
  for (let seed = 1; seed <= SEEDS && failed.length < 5; seed += 1) {
    const { problems, requests, deaths, undone } = await simulateDeletions(seed)
    total.requests += requests
    total.deaths += deaths
    total.undone += undone
    if (problems.length > 0) failed.push({ seed, problems })
  }
  expect(failed).toEqual([])
  // A fate that never strikes proves nothing.
  expect(total.deaths).toBeGreaterThan(SEEDS / 2)
  expect(total.undone).toBeGreaterThan(SEEDS / 2)
  expect(total.requests).toBeGreaterThan(SEEDS * 5)
})

it('replays a seed bit for bit', async () => {
  const [one, other] = [await simulateDeletions(7), await simulateDeletions(7)]
  expect(one.trace).toBe(other.trace)
  expect(one.trace.length).toBeGreaterThan(50)
})
