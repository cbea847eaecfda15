import { type ReactNode, useEffect } from 'react'
import { navigate, useHistoryState } from 'wouter/use-browser-location'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { Result } from '#contract/job.ts'
import type { JobView } from '#offline/job-view.ts'
import { ADDRESSES } from '#platform/addresses.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { dropFirstPictures } from '#ui/drop-first-pictures.ts'
import { areFirstPicturesThere, runShownFirst } from '#ui/first-pictures.ts'
import { texts } from '#ui/texts/en.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { ImageBar } from './image-bar.tsx'
import styles from './image-view.module.css'
import { KnownImage } from './known-image.tsx'
import { LoadedImage } from './loaded-image.tsx'
import { type NotLoaded, useImage } from './use-image.ts'

export interface ImageDialogProps {
  readonly jobId: string
  readonly onCompare: (pictures: readonly ComparePicture[]) => void
  /** Why a model gave no picture, and what can be done about it. */
  readonly failureOf: (job: JobView, result: Extract<Result, { status: 'failed' | 'refused' }>) => ReactNode
}

/** One job's pictures, one at a time, over the gallery. */
export function ImageDialog(props: ImageDialogProps) {
  const { image, known, retry } = useImage(props.jobId)
  const close = useClose()
  // The page shows the picture already: it stays until the view has it too.
  const isShownByPage = image.state === 'loading' && areFirstPicturesThere()
  useEffect(() => {
    if (!isShownByPage) dropFirstPictures()
  }, [isShownByPage])
  if (isShownByPage) return undefined
  return (
    <Dialog label={pictureTexts.image.title} onClose={close} isFull>
      <ScreenTitle screen={pictureTexts.image.title} />
      {image.state === 'loaded' ? (
        <LoadedImage {...props} entry={image.entry} firstRun={runShownFirst() ?? known?.preview.run} onClose={close} />
      ) : (
        <div className={styles.layout}>
          <ImageBar index={0} total={0} onStep={() => undefined} onClose={close} />
          <NotLoadedImage state={image.state} known={known} onRetry={retry} onClose={close} />
        </div>
      )}
    </Dialog>
  )
}

interface NotLoadedImageProps {
  readonly state: NotLoaded
  readonly known: GalleryEntry | undefined
  readonly onRetry: () => void
  readonly onClose: () => void
}

function NotLoadedImage({ state, known, onRetry, onClose }: NotLoadedImageProps) {
  switch (state) {
    case 'loading':
      return known === undefined ? <Said text={pictureTexts.image.loading} /> : <KnownImage entry={known} />
    case 'error':
      return (
        <div className={styles.notice} role="alert">
          <p>{pictureTexts.picture.notLoaded}</p>
          <Button icon="retry" label={texts.common.retry} onClick={onRetry} />
        </div>
      )
    case 'away':
      return known === undefined ? <Said text={galleryTexts.notHere} /> : <KnownImage entry={known} isAway />
    case 'unknown':
      return <Said text={texts.results.unknown} />
    case 'deleted':
      return (
        <div className={styles.notice}>
          <p>{galleryTexts.wasDeleted}</p>
          <Button label={galleryTexts.backToGallery} onClick={onClose} />
        </div>
      )
    default:
      return state satisfies never
  }
}

function Said({ text }: { text: string }) {
  return <p className={styles.notice}>{text}</p>
}

/** Back to where the tile was pressed; to the gallery for one who came by the address. */
function useClose(): () => void {
  const state = useHistoryState<{ fromGallery?: boolean } | null>()
  return () => {
    if (state?.fromGallery) history.back()
    else navigate(ADDRESSES.gallery, { replace: true })
  }
}
