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
  /** Where the picture stands in a link, which must not hold a button. */
  readonly isInLink?: boolean
}

/** A box of a fixed shape: the placeholder first, then the picture over it. Nothing moves when it comes. */
export function Picture({ image, alt, sizes, ratio, loading = 'lazy', isInLink = false }: PictureProps) {
  // The first address stays: a later one names the same picture, and asking for it again would only flicker.
  const [source, setSource] = useState<PictureSource>(() => pictureSource(image.url))
  // `away`: there is no network, and the picture is not kept here.
  const [state, setState] = useState<'loading' | 'shown' | 'failed' | 'away'>('loading')
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (state !== 'away') return
    const comeBack = () => {
      setState('loading')
      setTries((before) => before + 1)
    }
    addEventListener('online', comeBack)
    return () => removeEventListener('online', comeBack)
  }, [state])
  const placeholder = useMemo(() => placeholderUrl(image.thumbhash), [image.thumbhash])
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
      {state === 'away' && <p className={styles.away}>{pictureTexts.picture.notHere}</p>}
      {state === 'failed' && (
        <div className={styles.trouble}>
          <p>{pictureTexts.picture.notLoaded}</p>
          {!isInLink && <Button label={texts.common.retry} icon="retry" onClick={tryAgain} />}
        </div>
      )}
    </div>
  )

  /** A variant that is not there: the original serves. */
  function missed() {
    if (source.src === image.originalUrl) setState(navigator.onLine ? 'failed' : 'away')
    else setSource({ src: image.originalUrl })
  }

  function tryAgain() {
    setState('loading')
    setTries(tries + 1)
  }
}
