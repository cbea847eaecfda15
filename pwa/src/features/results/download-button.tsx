import type { Result } from '#contract/job.ts'
import { useDownload } from '#platform/use-download.ts'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'

interface DownloadButtonProps {
  readonly result: Extract<Result, { status: 'completed' }>
  readonly prompt: string
}

/** Saves the provider's own bytes; the page stays where it is. */
export function DownloadButton({ result, prompt }: DownloadButtonProps) {
  const download = useDownload()
  return (
    <Button
      look="quiet"
      icon={LATER_ICONS.download}
      iconOnly
      label={pictureTexts.picture.download}
      onClick={() => download(result, prompt)}
    />
  )
}
