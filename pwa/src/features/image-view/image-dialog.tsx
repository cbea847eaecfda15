import { type KeyboardEvent, useState } from 'react'
import { navigate, useHistoryState } from 'wouter/use-browser-location'
import { ADDRESSES } from '#platform/addresses.ts'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Picture } from '#ui/picture.tsx'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { ImageFacts } from './image-facts.tsx'
import styles from './image-view.module.css'
import { type ImageState, useImage } from './use-image.ts'

const SIZES = '(min-width: 840px) 65vw, 100vw'

/** One job's pictures, one at a time, over the gallery. */
export function ImageDialog({ jobId }: { jobId: string }) {
  const { image, retry } = useImage(jobId)
  const [index, setIndex] = useState(0)
  const close = useClose()
  const total = image.state === 'loaded' ? image.images.length : 0
  const step = (by: number) => setIndex(Math.min(Math.max(index + by, 0), Math.max(total - 1, 0)))

  function stepByKey(event: KeyboardEvent) {
    if (event.key === 'ArrowLeft') step(-1)
    if (event.key === 'ArrowRight') step(1)
  }

  return (
    <Dialog label={pictureTexts.image.title} onClose={close} className={styles.dialog}>
      <ScreenTitle screen={pictureTexts.image.title} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a shortcut for the buttons below */}
      <div className={styles.layout} onKeyDown={stepByKey}>
        <div className={styles.bar}>
          <Button
            look="quiet"
            icon="close"
            iconOnly
            label={texts.common.close}
            className={styles.close}
            onClick={close}
          />
          <Button
            look="quiet"
            icon="previous"
            iconOnly
            label={pictureTexts.image.previous}
            aria-disabled={index === 0}
            onClick={() => step(-1)}
          />
          <span className={styles.place}>{total > 0 && pictureTexts.image.place(index + 1, total)}</span>
          <Button
            look="quiet"
            icon="next"
            iconOnly
            label={pictureTexts.image.next}
            aria-disabled={index >= total - 1}
            onClick={() => step(1)}
          />
        </div>
        <ImageContent image={image} index={index} onRetry={retry} />
      </div>
    </Dialog>
  )
}

function ImageContent({ image, index, onRetry }: { image: ImageState; index: number; onRetry: () => void }) {
  switch (image.state) {
    case 'loading':
      return <p className={styles.notice}>{pictureTexts.image.loading}</p>
    case 'error':
      return (
        <div className={styles.notice} role="alert">
          <p>{pictureTexts.picture.notLoaded}</p>
          <Button icon="retry" label={texts.common.retry} onClick={onRetry} />
        </div>
      )
    case 'unknown':
      return <p className={styles.notice}>{texts.results.unknown}</p>
    case 'loaded': {
      const result = image.images[index]
      if (result === undefined) return <p className={styles.notice}>{pictureTexts.image.none}</p>
      const { width, height } = result.image
      return (
        <>
          <div className={styles.stage}>
            <div className={styles.picture} style={{ '--ratio': width / height, '--width': `${width}px` }}>
              <Picture
                key={result.image.run}
                image={result.image}
                sizes={SIZES}
                loading="eager"
                alt={pictureTexts.picture.alt(result.label, image.entry.prompt)}
              />
            </div>
          </div>
          <ImageFacts entry={image.entry} result={result} />
        </>
      )
    }
    default:
      return image satisfies never
  }
}

/** Back to where the tile was pressed; to the gallery for one who came by the address. */
function useClose(): () => void {
  const state = useHistoryState<{ fromGallery?: boolean } | null>()
  return () => {
    if (state?.fromGallery) history.back()
    else navigate(ADDRESSES.gallery, { replace: true })
  }
}
