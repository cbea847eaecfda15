import { describe, expect, it } from 'vitest'
import { addressOfImage, addressOfJob, placeOf } from './addresses.ts'

const JOB = '0193e0b0-1234-7000-8000-000000000001'

describe('placeOf', () => {
  it.each([
    ['/', { screen: 'create' }],
    ['/gallery', { screen: 'gallery' }],
    [addressOfJob(JOB), { screen: 'job', jobId: JOB }],
    [addressOfJob(JOB.toUpperCase()), { screen: 'job', jobId: JOB }],
    [addressOfImage(JOB), { screen: 'gallery', jobId: JOB }],
    ['/j/none', { screen: 'job', jobId: 'none' }],
  ])('knows %s', (path, place) => {
    expect(placeOf(path)).toEqual(place)
  })

  it.each(['/j', '/j/', '/j/a/b', '/gallery/x', '/nowhere', '//'])('leads nowhere from %s', (path) => {
    expect(placeOf(path)).toEqual({ screen: 'nowhere' })
  })
})
