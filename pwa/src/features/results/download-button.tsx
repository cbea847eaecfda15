import type { Result } from '#contract/job.ts'
import { pictureFileName, saveFile } from '#platform/save-file.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { pictureTexts } from '#ui/texts/pictures.ts'

interface DownloadButtonProps {
  readonly result: Extract<Result, { status: 'completed' }>
  readonly prompt: string
}

/** Saves the provider's own bytes; the page stays where it is. */
export function DownloadButton({ result, prompt }: DownloadButtonProps) {
  const { announce } = useServices()
  const { originalUrl, mimeType } = result.image
  async function download() {
    try {
      await saveFile(originalUrl, pictureFileName(prompt, result.label, mimeType))
    } catch {
      // Offline or gone: the user is told, and nothing else depends on it.
      announce(pictureTexts.picture.notSaved)
    }
  }
  return <Button look="quiet" icon="download" iconOnly label={pictureTexts.picture.download} onClick={download} />
}
