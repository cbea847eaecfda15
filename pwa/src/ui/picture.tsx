import { useEffect, useMemo, useState } from 'react'
import { Button } from './button.tsx'
import styles from './picture.module.css'
import { type PictureSource, pictureSource } from './picture-source.ts'
import { placeholderUrl } from './placeholder.ts'
import { texts } from './texts/en.ts'
import { pictureTexts } from './texts/pictures.ts'

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
  /** Where the picture stands in a link, which must not hold a button and has its name from the picture alone. */
  readonly isInLink?: boolean
  /** Why it cannot come now. Said over the placeholder if it does not; when there is no reason any more, it is asked for again. */
  readonly awayNote?: string | undefined
}

/** A box of a fixed shape: the placeholder first, then the picture over it. Nothing moves when it comes. */
export function Picture({ image, alt, sizes, ratio, loading = 'lazy', isInLink = false, awayNote }: PictureProps) {
  // The first address stays: a later one names the same picture, and asking for it again would only flicker.
  const [source, setSource] = useState<PictureSource>(() => pictureSource(image.url))
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')
  const [tries, setTries] = useState(0)
  const isAway = awayNote !== undefined
  const placeholder = useMemo(() => placeholderUrl(image.thumbhash), [image.thumbhash])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again when the reason is gone, not when it fails
  useEffect(() => {
    if (!isAway && state === 'failed') tryAgain()
  }, [isAway])
  return (
    <div
      className={styles.frame}
      style={{
        aspectRatio: ratio ?? image.width / image.height,
        ...(placeholder !== undefined && (state !== 'failed' || isAway) && { backgroundImage: `url(${placeholder})` }),
      }}
    >
      <img
        key={tries}
        className={styles.image}
        data-state={state}
        {...source}
        sizes={sizes}
        width={image.width}
        height={image.height}
        alt={alt}
        loading={loading}
        decoding="async"
        onLoad={() => setState('shown')}
        onError={missed}
      />
      {state === 'failed' && isAway && (
        <p className={styles.away} aria-hidden={isInLink}>
          {awayNote}
        </p>
      )}
      {state === 'failed' && !isAway && (
        <div className={styles.trouble} aria-hidden={isInLink}>
          <p>{pictureTexts.picture.notLoaded}</p>
          {!isInLink && <Button label={texts.common.retry} icon="retry" onClick={tryAgain} />}
        </div>
      )}
    </div>
  )

  /** A variant that is not there: the original serves. */
  function missed() {
    if (source.src === image.originalUrl) setState('failed')
    else setSource({ src: image.originalUrl })
  }

  function tryAgain() {
    setState('loading')
    setTries(tries + 1)
  }
}
