import { useEffect, useMemo } from 'react'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { useIsOnline } from '#platform/use-is-online.ts'
import { Button } from '#ui/button.tsx'
import { placeholderUrl } from '#ui/placeholder.ts'
import { compareTexts } from '#ui/texts/compare.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './frames.module.css'
import { usePictureSource } from './use-picture-source.ts'

interface PictureFrameProps {
  readonly picture: ComparePicture
  readonly alt: string
  /** How wide the picture is on the screen, in its pixels. */
  readonly pixels: number
  readonly onSeen: (picture: ComparePicture, isSeen: boolean) => void
}

/** One whole picture in its shape, under the view that all frames share. */
export function PictureFrame({ picture, alt, pixels, onSeen }: PictureFrameProps) {
  const { src, state, tries, onLoad, onError, retry } = usePictureSource(picture, pixels)
  const isOnline = useIsOnline()
  const placeholder = useMemo(() => placeholderUrl(picture.thumbhash), [picture.thumbhash])
  useEffect(() => onSeen(picture, state === 'shown'), [onSeen, picture, state])
  return (
    <div className={styles.frame} data-frame="">
      <img
        key={tries}
        className={styles.image}
        data-state={state}
        style={{
          '--ratio': picture.width / picture.height,
          // Below the picture until it is there; some are transparent.
          ...(placeholder !== undefined && state === 'loading' && { backgroundImage: `url(${placeholder})` }),
        }}
        src={src}
        alt={alt}
        onLoad={onLoad}
        onError={onError}
        width={picture.width}
        height={picture.height}
        draggable={false}
        // Decoded already where it takes the place of another: there is no moment without either.
        decoding="sync"
      />
      {state === 'failed' && (
        <div className={styles.trouble}>
          <p>{isOnline ? compareTexts.notLoaded : compareTexts.notHere}</p>
          <Button icon="retry" label={texts.common.retry} onClick={retry} />
        </div>
      )}
    </div>
  )
}
