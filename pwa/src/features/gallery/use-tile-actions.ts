import { useMemo } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { useDownload } from '#platform/use-download.ts'
import { useRemoveJobs } from '#platform/use-remove-jobs.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import type { TileActions } from './tile-buttons.tsx'

/** Without a network the device either has the facts of a picture, or nobody. */
const OFFLINE_WAIT_MS = 2000

/** What the buttons of a tile do. */
export function useTileActions(choose: TileActions['choose']): TileActions {
  const { api, gallery, mintId, announce } = useServices()
  const download = useDownload()
  const remove = useRemoveJobs()
  return useMemo(
    () => ({
      ...{ choose, remove, setFavourite: gallery.setFavourite },
      async download({ id, prompt, preview }) {
        // The file's type, length and digest stand in the entry itself.
        const signal = navigator.onLine ? undefined : AbortSignal.timeout(OFFLINE_WAIT_MS)
        const answer = await api.galleryEntry(id, { correlationId: mintId(), signal })
        const images = answer.ok ? answer.value.images : []
        const result = images.find((each) => each.status === 'completed' && each.image.run === preview.run)
        if (result?.status === 'completed') await download(result, prompt)
        else announce(navigator.onLine ? pictureTexts.picture.notSaved : pictureTexts.picture.originalNotHere)
      },
    }),
    [choose, remove, download, gallery, api, mintId, announce],
  )
}
