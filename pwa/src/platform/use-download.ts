import { useCallback } from 'react'
import type { Result } from '#contract/job.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { readOriginal } from './read-original.ts'
import { pictureFileName, saveBlob } from './save-file.ts'
import { useServices } from './services-context.tsx'

type Completed = Extract<Result, { status: 'completed' }>

/** Saves the provider's own bytes of a picture; the page stays where it is. What cannot be had is said. */
export function useDownload(): (result: Completed, prompt: string) => Promise<void> {
  const { announce } = useServices()
  return useCallback(
    async function download({ image, label }: Completed, prompt: string) {
      const original = await readOriginal(image)
      if (original !== undefined) saveBlob(original, pictureFileName(prompt, label, image.mimeType))
      else announce(navigator.onLine ? pictureTexts.picture.notSaved : pictureTexts.picture.originalNotHere)
    },
    [announce],
  )
}
