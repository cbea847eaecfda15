import { describe, expect, it } from 'vitest'
import { onceAtATime } from './once-at-a-time.ts'

/** Work whose ends the test decides. */
function createWork() {
  const runs: PromiseWithResolvers<void>[] = []
  let underWay = 0
  const most = { atOnce: 0 }
  const begin = onceAtATime(async () => {
    const run = Promise.withResolvers<void>()
    runs.push(run)
    underWay += 1
    most.atOnce = Math.max(most.atOnce, underWay)
    try {
      await run.promise
    } finally {
      underWay -= 1
    }
  })
  return { begin, runs, most }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('work that runs once at a time', () => {
  it('makes one run more of all calls during a run, and they wait for its end', async () => {
    const { begin, runs } = createWork()
    const first = begin()
    const later = Promise.all([begin(), begin(), begin()])
    expect(runs).toHaveLength(1)
    runs[0]?.resolve()
    await first
    await turn()
    expect(runs).toHaveLength(2)
    runs[1]?.resolve()
    await later
    expect(runs).toHaveLength(2)
  })

  it('never runs twice at once, also for who calls at the very end of a run', async () => {
    const { begin, runs, most } = createWork()
    const again = begin().then(() => begin())
    const waiting = begin()
    runs[0]?.resolve()
    await turn()
    for (const run of runs) run.resolve()
    await Promise.all([again, waiting, turn()])
    expect(most.atOnce).toBe(1)
  })

  it('goes on after a run that failed, which only its own callers hear of', async () => {
    const { begin, runs } = createWork()
    const first = begin()
    const second = begin()
    runs[0]?.reject(new Error('no database'))
    await expect(first).rejects.toThrow('no database')
    await turn()
    runs[1]?.resolve()
    await second
  })
})
