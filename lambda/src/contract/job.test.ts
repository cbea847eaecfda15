import { describe, expect, it } from 'vitest'
import { jobStatus, type Result } from './job.ts'

describe('the status of a job', () => {
  const cases: readonly [readonly Result['status'][], string][] = [
    [['pending', 'pending'], 'pending'],
    [['pending', 'completed'], 'in_progress'],
    [['in_progress', 'failed'], 'in_progress'],
    [['completed', 'completed'], 'completed'],
    [['completed', 'failed'], 'partial'],
    [['completed', 'canceled'], 'partial'],
    [['failed', 'refused'], 'failed'],
    [['refused'], 'failed'],
    [['canceled', 'failed'], 'canceled'],
    [['canceled', 'canceled'], 'canceled'],
  ]
  it.each(cases)('of %j is %s', (statuses, expected) => {
    expect(jobStatus(statuses)).toBe(expected)
  })
})
