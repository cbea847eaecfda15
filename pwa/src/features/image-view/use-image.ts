import { useCallback, useEffect, useState } from 'react'
import type { GalleryEntryAnswer } from '#contract/gallery.ts'
import type { Result } from '#contract/job.ts'
import { useServices } from '#platform/services-context.tsx'

export type CompletedResult = Extract<Result, { status: 'completed' }>

export type ImageState =
  | { readonly state: 'loading' | 'error' | 'unknown' }
  | { readonly state: 'loaded'; readonly entry: GalleryEntryAnswer; readonly images: readonly CompletedResult[] }

/** The pictures of one job. */
export function useImage(jobId: string): { readonly image: ImageState; readonly retry: () => void } {
  const { api, mintId } = useServices()
  const [image, setImage] = useState<ImageState>({ state: 'loading' })
  const [tries, setTries] = useState(0)

  const read = useCallback(
    async (signal: AbortSignal) => {
      const answer = await api.galleryEntry(jobId, { correlationId: mintId(), signal })
      if (signal.aborted) return
      if (answer.ok) {
        const images = answer.value.images.filter((each) => each.status === 'completed')
        setImage({ state: 'loaded', entry: answer.value, images })
        return
      }
      const { failure } = answer
      const isUnknown = failure.kind === 'refused' && failure.error.row.status < 429
      setImage({ state: isUnknown ? 'unknown' : 'error' })
    },
    [api, jobId, mintId],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: each further try reads again
  useEffect(() => {
    const controller = new AbortController()
    // Its outcomes, failures too, are states of the dialog.
    void read(controller.signal)
    return () => controller.abort()
  }, [read, tries])

  return {
    image,
    retry() {
      setImage({ state: 'loading' })
      setTries((count) => count + 1)
    },
  }
}
