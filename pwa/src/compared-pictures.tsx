import type { ComparePicture } from '#platform/compare-picture.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { Picture } from '#ui/picture.tsx'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'

interface ComparedPicturesProps {
  readonly pictures: readonly ComparePicture[]
  readonly onClose: () => void
}

/** The chosen pictures, one below the other. */
export function ComparedPictures({ pictures, onClose }: ComparedPicturesProps) {
  return (
    <Dialog label="Comparison" onClose={onClose}>
      <Button icon={LATER_ICONS.close} label={texts.common.close} onClick={onClose} />
      {pictures.map((picture) => (
        <figure key={`${picture.jobId}/${picture.run}`}>
          <Picture image={picture} sizes="480px" alt={pictureTexts.picture.alt(picture.modelLabel, picture.prompt)} />
          <figcaption>{picture.modelLabel}</figcaption>
        </figure>
      ))}
    </Dialog>
  )
}
