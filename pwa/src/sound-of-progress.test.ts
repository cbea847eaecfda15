import { describe, expect, it } from 'vitest'
import type { Result, StatusAnswer } from '#contract/job.ts'
import { soundOfProgress } from './sound-of-progress.ts'

const run = (status: 'pending' | 'completed' | 'failed') => {
  // Only what the sounds look at: they never read more of a result than its status.
  return { model: 'stub:fast', label: 'Fast', provider: 'stub', attempt: 1, status } as Result
}
const answer = (status: StatusAnswer['status'], ...runs: Parameters<typeof run>[0][]) => {
  // The same of the answer.
  return { status, results: runs.map(run) } as StatusAnswer
}
const waiting = [run('pending'), run('pending')]

describe('the sound of progress', () => {
  it('is a tick for a picture, a chord for the end, and a low note for a failure', () => {
    expect(soundOfProgress(waiting, answer('in_progress', 'completed', 'pending'))).toBe('picture')
    expect(soundOfProgress(waiting, answer('completed', 'completed', 'completed'))).toBe('finished')
    expect(soundOfProgress(waiting, answer('in_progress', 'failed', 'pending'))).toBe('failed')
    expect(soundOfProgress(waiting, answer('failed', 'failed', 'failed'))).toBe('failed')
  })

  it('is none where nothing has changed, as after a reload', () => {
    const done = [run('completed'), run('completed')]
    expect(soundOfProgress(waiting, answer('in_progress', 'pending', 'pending'))).toBeUndefined()
    expect(soundOfProgress(done, answer('completed', 'completed', 'completed'))).toBeUndefined()
  })
})
