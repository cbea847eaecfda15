import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import {
  afterGalleryPosition,
  galleryKey,
  galleryPosition,
  isGalleryPosition,
  KEYS,
  parseGalleryKey,
  runOfClaim,
  runOfFinished,
  runOfResult,
} from './keys.ts'

const parts = fc.record({
  createdAtMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  jobId: fc.integer({ min: 0, max: 2 ** 40 }).map((time) => mintJobId(time, (bytes) => crypto.getRandomValues(bytes))),
  width: fc.integer({ min: 1, max: 8000 }),
  height: fc.integer({ min: 1, max: 8000 }),
  thumbhash: fc.stringMatching(/^[A-Za-z0-9_-]{6,34}$/),
  run: fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,20}(~[2-9])?$/),
})

describe('a gallery key', () => {
  it('is parsed back to what it was made of', () => {
    fc.assert(
      fc.property(parts, (each) => {
        expect(parseGalleryKey(galleryKey(each))).toEqual(each)
      }),
    )
  })

  it('of a newer job sorts before one of an older job', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        fc.pre(one.createdAtMs > other.createdAtMs)
        expect(Buffer.compare(Buffer.from(galleryKey(one)), Buffer.from(galleryKey(other)))).toBe(-1)
      }),
    )
  })

  it("lies behind its own position and before the next page's start", () => {
    fc.assert(
      fc.property(parts, (each) => {
        const position = galleryPosition(each.createdAtMs, each.jobId)
        expect(isGalleryPosition(position)).toBe(true)
        expect(galleryKey(each) < afterGalleryPosition(position)).toBe(true)
      }),
    )
  })

  it.each(['gallery/', 'gallery/x', 'jobs/a', 'gallery/0000000000000-x~1x1~a~b'])('is not %s', (key) => {
    expect(parseGalleryKey(key)).toBeUndefined()
  })
})

describe('keys of a job', () => {
  it('are told apart by their kind', () => {
    const id = '0190a8b5-0000-7000-8000-000000000001'
    expect(runOfClaim(KEYS.claim(id, 'a~2'))).toBe('a~2')
    expect(runOfResult(KEYS.result(id, 'a.b'))).toBe('a.b')
    expect(runOfFinished(KEYS.finished(id, 'a'))).toBe('a')
    expect(runOfClaim(KEYS.result(id, 'a'))).toBeUndefined()
    expect(runOfResult(KEYS.request(id))).toBeUndefined()
  })
})
