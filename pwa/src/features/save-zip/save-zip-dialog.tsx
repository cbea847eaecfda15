import { useEffect } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { texts } from '#ui/texts/en.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './save-zip.module.css'
import { useZip, type ZipState } from './use-zip.ts'

interface SaveZipDialogProps {
  readonly entries: readonly GalleryEntry[]
  readonly onClose: () => void
}

/** Shows how far the zip is. It goes by itself when everything is in it. */
export function SaveZipDialog({ entries, onClose }: SaveZipDialogProps) {
  const { announce } = useServices()
  const zip = useZip(entries)
  const isWhole = zip.state === 'saved' && zip.made.missing.length === 0
  const pictures = zip.state === 'saved' ? zip.made.pictures : 0
  useEffect(() => {
    if (pictures > 0) announce(galleryTexts.zip.saved(pictures))
    if (isWhole) onClose()
  }, [pictures, isWhole, announce, onClose])

  return (
    <Dialog label={galleryTexts.zip.title} onClose={onClose}>
      <h2 className={styles.title}>{galleryTexts.zip.title}</h2>
      <ZipContent zip={zip} />
      <div className={styles.actions}>
        <Button label={zip.state === 'making' ? texts.common.cancel : texts.common.close} onClick={onClose} />
      </div>
    </Dialog>
  )
}

function ZipContent({ zip }: { zip: ZipState }) {
  switch (zip.state) {
    case 'making':
      return (
        <>
          <p>{galleryTexts.zip.progress(zip.done, zip.total)}</p>
          <progress
            className={styles.progress}
            aria-label={galleryTexts.zip.title}
            value={zip.done}
            max={Math.max(zip.total, 1)}
          />
        </>
      )
    case 'broken':
      return <p role="alert">{galleryTexts.zip.broken}</p>
    case 'nothing':
      return <p role="alert">{galleryTexts.zip.nothing}</p>
    case 'saved':
      return (
        <div role="alert">
          <p>{galleryTexts.zip.saved(zip.made.pictures)}</p>
          <p>{galleryTexts.zip.missing(zip.made.missing.length)}</p>
          <ul className={styles.missing}>
            {zip.made.missing.map(({ model, prompt }) => (
              <li key={`${model} ${prompt}`}>{pictureTexts.picture.alt(model, prompt)}</li>
            ))}
          </ul>
        </div>
      )
    default:
      return zip satisfies never
  }
}
