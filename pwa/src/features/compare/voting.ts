import type { Vote } from '#offline/votes.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'

/** Among which pictures the best one may be named, or why none may. */
export type Voting =
  | { readonly kind: 'open'; readonly candidates: readonly ComparePicture[] }
  | { readonly kind: 'closed'; readonly reason: 'sketches' | 'prompts' | 'models' | 'voted' | 'unseen' }

interface Known {
  readonly votes: readonly Vote[]
  /** The pictures that are loaded. */
  readonly seen: ReadonlySet<ComparePicture>
}

/** Only pictures by different AI models, made of one prompt, say something about the models; all are seen, and only once. */
export function votingOn(pictures: readonly ComparePicture[], { votes, seen }: Known): Voting {
  const candidates = pictures.filter((picture) => !picture.isSketch)
  const different = (key: 'prompt' | 'modelId') => new Set(candidates.map((picture) => picture[key])).size
  if (candidates.length < 2) return { kind: 'closed', reason: 'sketches' }
  if (different('prompt') > 1) return { kind: 'closed', reason: 'prompts' }
  if (different('modelId') < candidates.length) return { kind: 'closed', reason: 'models' }
  const id = voteId(candidates)
  if (votes.some((vote) => vote.id === id)) return { kind: 'closed', reason: 'voted' }
  return candidates.every((each) => seen.has(each))
    ? { kind: 'open', candidates }
    : { kind: 'closed', reason: 'unseen' }
}

/** @param best undefined where no difference was seen */
export function voteFor(
  best: ComparePicture | undefined,
  candidates: readonly ComparePicture[],
  votedAt: number,
): Vote {
  return {
    ...{ id: voteId(candidates), votedAt, ...(best !== undefined && { best: best.modelId }) },
    candidates: candidates.map(({ modelId, modelLabel }) => ({ model: modelId, label: modelLabel })),
  }
}

/** The same pictures have the same one, in whatever order they stand. */
function voteId(candidates: readonly ComparePicture[]): string {
  return candidates
    .map(({ jobId, run }) => `${jobId}/${run}`)
    .toSorted()
    .join(' ')
}
