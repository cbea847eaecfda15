import { useMemo, useState } from 'react'
import { Button } from './button.tsx'
import { isShownFirst } from './first-pictures.ts'
import styles from './picture.module.css'
import { type PictureSource, pictureSource } from './picture-source.ts'
import { placeholderUrl } from './placeholder.ts'
import { texts } from './texts/en.ts'
import { pictureTexts } from './texts/pictures.ts'
import { usePictureState } from './use-picture-state.ts'

export interface PictureImage {
  readonly url: string
  readonly originalUrl: string
  readonly width: number
  readonly height: number
  readonly thumbhash: string
}

interface PictureProps {
  readonly image: PictureImage
  readonly alt: string
  readonly sizes: string
  /** Width by height of the box; the picture's own where left out. */
  readonly ratio?: number
  readonly loading?: 'lazy' | 'eager'
  /** Where the picture stands in a link, which must not hold a button. */
  readonly isInLink?: boolean
}

/** A box of a fixed shape: the placeholder first, then the picture over it. Nothing moves when it comes. */
export function Picture({ image, alt, sizes, ratio, loading = 'lazy', isInLink = false }: PictureProps) {
  // The first address stays: a later one names the same picture, and asking for it again would only flicker.
  const [variants] = useState<PictureSource>(() => pictureSource(image.url))
  const [triedOriginal, setTriedOriginal] = useState<number>()
  const [isSeen] = useState(() => isShownFirst(variants.src))
  const { state, tries, shown, lost, tryAgain } = usePictureState(isSeen)
  // Each try begins with the variants: a screen of originals is heavy.
  const isOriginal = triedOriginal === tries || variants.src === image.originalUrl
  const isPainted = isSeen && state === 'shown'
  const placeholder = useMemo(
    () => (isPainted ? undefined : placeholderUrl(image.thumbhash)),
    [isPainted, image.thumbhash],
  )
  return (
    <div
      className={styles.frame}
      style={{
        aspectRatio: ratio ?? image.width / image.height,
        ...(placeholder !== undefined && state !== 'failed' && { backgroundImage: `url(${placeholder})` }),
      }}
    >
      <img
        key={tries}
        className={styles.image}
        data-state={state}
        {...(isOriginal ? { src: image.originalUrl } : variants)}
        sizes={sizes}
        width={image.width}
        height={image.height}
        alt={alt}
        loading={loading}
        decoding="async"
        onLoad={shown}
        onError={missed}
      />
      {state === 'away' && (
        <p className={styles.away} aria-hidden={isInLink}>
          {pictureTexts.picture.notHere}
        </p>
      )}
      {state === 'failed' && (
        <div className={styles.trouble} aria-hidden={isInLink}>
          <p>{pictureTexts.picture.notLoaded}</p>
          {!isInLink && <Button label={texts.common.retry} icon="retry" onClick={tryAgain} />}
        </div>
      )}
    </div>
  )

  /** A variant that is not there: the original serves. */
  function missed() {
    if (isOriginal) lost()
    else setTriedOriginal(tries)
  }
}
