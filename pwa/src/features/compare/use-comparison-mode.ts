import { useState } from 'react'
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
  /** Without a picture: no difference was seen. */
  readonly vote: (best?: ComparePicture) => Promise<void>
}

/** The order of the pictures, and what is told about them. */
export function useComparisonMode(given: readonly ComparePicture[], votes: DeviceVotes): ComparisonState {
  const { now, random } = useServices()
  const [pictures, setPictures] = useState(given)
  const [mode, setMode] = useState<ComparisonMode>({ kind: 'open' })

  return {
    pictures,
    mode,
    move(picture, by) {
      const rest = pictures.filter((each) => each !== picture)
      setPictures(rest.toSpliced(pictures.indexOf(picture) + by, 0, picture))
    },
    toggleBlind() {
      if (mode.kind === 'blind') return setMode({ kind: 'open' })
      setPictures(shuffle(pictures, random))
      setMode({ kind: 'blind', voting: votingOn(pictures, votes.votes) })
    },
    async vote(best) {
      if (mode.kind !== 'blind' || mode.voting.kind !== 'open') return
      const vote = voteFor(best, mode.voting.candidates, now())
      // The names at once; whether the device keeps the vote is known a moment later.
      setMode({ kind: 'voted', best, isKept: true })
      if (!(await votes.add(vote))) setMode({ kind: 'voted', best, isKept: false })
    },
  }
}
