import { describe, expect, it } from 'vitest'
import type { Vote } from '#offline/votes.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { comparePicture } from './compare-picture-sample.ts'
import { voteFor, votingOn } from './voting.ts'

const one = comparePicture({ modelId: 'stub:one', modelLabel: 'One' })
const other = comparePicture({ modelId: 'stub:other', modelLabel: 'Other' })
const all = (pictures: readonly ComparePicture[], votes: readonly Vote[] = []) => ({ votes, seen: new Set(pictures) })
const sketch = comparePicture({ modelId: 'sketch:poster', provider: 'sketch', isSketch: true })

describe('a vote', () => {
  it('is about the AI pictures alone', () => {
    expect(votingOn([one, sketch, other], all([one, other]))).toEqual({ kind: 'open', candidates: [one, other] })
  })

  it.each([
    ['sketches', [sketch, one]],
    ['sketches', [sketch, sketch]],
    ['prompts', [one, { ...other, prompt: 'a hen' }]],
    ['models', [one, { ...one, run: 'stub-one~2' }]],
  ] as const)('is not offered because of %s (%#)', (reason, pictures) => {
    expect(votingOn(pictures, all(pictures))).toEqual({ kind: 'closed', reason })
  })

  it('is offered once for the same pictures, in whatever order, and beside whatever sketch', () => {
    const vote = voteFor(one, [one, other], 7)
    expect(vote).toEqual({
      id: 'job/stub-one job/stub-other',
      votedAt: 7,
      best: 'stub:one',
      candidates: [
        { model: 'stub:one', label: 'One' },
        { model: 'stub:other', label: 'Other' },
      ],
    })
    expect(votingOn([other, sketch, one], all([one, other], [vote]))).toEqual({ kind: 'closed', reason: 'voted' })
    const third = comparePicture({ modelId: 'stub:third' })
    expect(votingOn([one, other, third], all([one, other, third], [vote])).kind).toBe('open')
  })

  it('waits until every candidate is seen', () => {
    expect(votingOn([one, other], all([one]))).toEqual({ kind: 'closed', reason: 'unseen' })
  })

  it('may see no difference', () => {
    expect(voteFor(undefined, [one, other], 7)).not.toHaveProperty('best')
  })
})
