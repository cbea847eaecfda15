import { pictureFileName } from '#platform/save-file.ts'
import { useServices } from '#platform/services-context.tsx'
import { sharePicture } from '#platform/share-picture.ts'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import type { CompletedResult } from './use-image.ts'

/** Hands the file to another app. Saving is another button: on some phones the sheet has no "save". */
export function ShareButton({ result, prompt }: { result: CompletedResult; prompt: string }) {
  const { announce } = useServices()
  const { image, label } = result

  async function share(): Promise<void> {
    const shared = await sharePicture(image, pictureFileName(prompt, label, image.mimeType))
    if (shared === 'missing')
      announce(navigator.onLine ? pictureTexts.picture.notSaved : pictureTexts.picture.originalNotHere)
    if (shared === 'again') announce(galleryTexts.shareAgain)
  }

  return <Button icon={LATER_ICONS.share} label={galleryTexts.share} onClick={share} />
}
