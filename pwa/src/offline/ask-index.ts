import type { Answer } from '#api/answer.ts'
import type { GalleryApi } from '#api/gallery-api.ts'
import type { GalleryIndexAnswer } from '#contract/gallery-index.ts'

/** Answers of one round; a server that never ends would be one in trouble. */
const MOST_ANSWERS = 200

interface AskTools {
  readonly api: Pick<GalleryApi, 'galleryIndex'>
  readonly mintId: () => string
}

/**
 * Everything that has changed in the gallery since a cursor, however many answers it takes, as one. All or nothing: the
 * cursor of an unfinished round would skip what was not read.
 */
export async function askIndex(
  { api, mintId }: AskTools,
  since: string | undefined,
): Promise<Answer<GalleryIndexAnswer>> {
  const first = await api.galleryIndex({ since }, { correlationId: mintId() })
  if (!first.ok) return first
  const deleted = [...first.value.deleted]
  const late = [...(first.value.late ?? [])]
  let { next } = first.value
  for (let answers = 1; next !== undefined && answers < MOST_ANSWERS; answers += 1) {
    const answer = await api.galleryIndex({ since, before: next }, { correlationId: mintId() })
    if (!answer.ok) return answer
    deleted.push(...answer.value.deleted)
    late.push(...(answer.value.late ?? []))
    next = answer.value.next
  }
  return { ...first, value: { ...first.value, deleted, late } }
}
