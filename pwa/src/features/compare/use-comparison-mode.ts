import { useCallback, useState } from 'react'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { useServices } from '#platform/services-context.tsx'
import { shuffle } from './shuffle.ts'
import type { DeviceVotes } from './use-votes.ts'
import { type Voting, voteFor, votingOn } from './voting.ts'

/** Names are seen, hidden, or seen again after a vote. */
export type ComparisonMode =
  | { readonly kind: 'open' }
  | { readonly kind: 'blind'; readonly voting: Voting }
  | { readonly kind: 'voted'; readonly best: ComparePicture | undefined; readonly isKept: boolean }

interface ComparisonState {
  /** In the order in which they stand. */
  readonly pictures: readonly ComparePicture[]
  readonly mode: ComparisonMode
  readonly move: (picture: ComparePicture, by: -1 | 1) => void
  readonly toggleBlind: () => void
  /** Tells whether a picture is loaded: what is not seen cannot be judged. */
  readonly noteSeen: (picture: ComparePicture, isSeen: boolean) => void
  /** Without a picture: no difference was seen. */
  readonly vote: (best?: ComparePicture) => Promise<void>
}

/** The order of the pictures, and what is told about them. */
export function useComparisonMode(given: readonly ComparePicture[], votes: DeviceVotes): ComparisonState {
  const { now, random } = useServices()
  const [pictures, setPictures] = useState(given)
  const [seen, setSeen] = useState<ReadonlySet<ComparePicture>>(new Set())
  const [isBlind, setIsBlind] = useState(false)
  const [voted, setVoted] = useState<Extract<ComparisonMode, { kind: 'voted' }>>()
  const voting = votingOn(pictures, { votes: votes.votes, seen })
  const mode: ComparisonMode = isBlind ? { kind: 'blind', voting } : (voted ?? { kind: 'open' })

  return {
    pictures,
    mode,
    move(picture, by) {
      const rest = pictures.filter((each) => each !== picture)
      setPictures(rest.toSpliced(pictures.indexOf(picture) + by, 0, picture))
    },
    toggleBlind() {
      setIsBlind(!isBlind)
      setVoted(undefined)
      if (!isBlind) setPictures(shuffle(pictures, random))
    },
    noteSeen: useCallback((picture, isSeen) => {
      setSeen((before) => {
        const others = [...before].filter((each) => each !== picture)
        return new Set(isSeen ? [...others, picture] : others)
      })
    }, []),
    async vote(best) {
      if (!isBlind || voting.kind !== 'open') return
      const vote = voteFor(best, voting.candidates, now())
      // The names at once; whether the device keeps the vote is known a moment later.
      setIsBlind(false)
      setVoted({ kind: 'voted', best, isKept: true })
      if (!(await votes.add(vote))) setVoted({ kind: 'voted', best, isKept: false })
    },
  }
}
