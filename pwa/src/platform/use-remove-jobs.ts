import { useCallback } from 'react'
import { UNDO_MS } from '#offline/gallery.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { useServices } from './services-context.tsx'

/** Deletes jobs without a question, and offers to undo it. */
export function useRemoveJobs(): (ids: readonly string[]) => Promise<void> {
  const { gallery, notices, announce } = useServices()
  return useCallback(
    async function removeJobs(ids: readonly string[]) {
      await gallery.remove(ids)
      notices.show({
        key: 'removed',
        text: galleryTexts.removed,
        lastsMs: UNDO_MS,
        // Whoever is at the notice can still undo: nothing is sent meanwhile.
        onHeld: () => void gallery.postponeRemove(ids),
        actions: [
          {
            label: galleryTexts.undo,
            async onPress() {
              announce((await gallery.undoRemove(ids)) ? galleryTexts.undone : galleryTexts.tooLate)
            },
          },
        ],
      })
      announce(galleryTexts.removed)
    },
    [gallery, notices, announce],
  )
}
