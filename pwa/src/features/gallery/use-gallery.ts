import { useCallback, useEffect, useRef, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { imagePath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { useServices } from '#platform/services-context.tsx'

export interface GalleryState {
  readonly entries: readonly GalleryEntry[]
  readonly nextCursor?: string | undefined
  readonly state: 'loading' | 'loaded' | 'error'
}

/** The gallery page by page, newest first. An error keeps what is there and never looks like an empty gallery. */
export function useGallery() {
  const { api, mintId, pictures } = useServices()
  const [gallery, setGallery] = useState<GalleryState>({ entries: [], state: 'loading' })
  const isAsking = useRef(false)

  const ask = useCallback(
    async (cursor: string | undefined, signal?: AbortSignal) => {
      isAsking.current = true
      setGallery((before) => ({ ...before, state: 'loading' }))
      const answer = await api.galleryList(cursor, { correlationId: mintId(), signal })
      if (signal?.aborted) return
      isAsking.current = false
      if (!answer.ok) {
        setGallery((before) => ({ ...before, state: 'error' }))
        return
      }
      const { galleries, nextCursor } = answer.value
      setGallery((before) => ({ entries: withNew(before.entries, galleries), nextCursor, state: 'loaded' }))
    },
    [api, mintId],
  )

  useEffect(() => {
    const controller = new AbortController()
    // Its outcomes, failures too, are states of the gallery.
    void ask(undefined, controller.signal)
    return () => controller.abort()
  }, [ask])

  useEffect(() => {
    const [thumbWidth] = VARIANT_WIDTHS
    const thumbs = gallery.entries.map(({ id, preview }) => imagePath(id, preview.run, thumbWidth))
    // What is not loaded ahead is loaded when it is looked at.
    if (thumbs.length > 0) pictures.prefetchThumbs(thumbs).catch(() => undefined)
  }, [pictures, gallery.entries])

  const loadMore = useCallback(async () => {
    if (!isAsking.current) await ask(gallery.nextCursor)
  }, [ask, gallery.nextCursor])

  return { gallery, loadMore }
}

/** A job that was published between two pages must not be listed twice. */
function withNew(known: readonly GalleryEntry[], page: readonly GalleryEntry[]): readonly GalleryEntry[] {
  const ids = new Set(known.map((entry) => entry.id))
  return [...known, ...page.filter((entry) => !ids.has(entry.id))]
}
