import { useRef, useState } from 'react'
import type { GalleryEntryAnswer } from '#contract/gallery.ts'
import type { Result } from '#contract/job.ts'
import { useKeys } from '#platform/use-keys.ts'
import { IMAGE_KEYS } from '#ui/keys/later-keys.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { ImageActions } from './image-actions.tsx'
import { ImageBar } from './image-bar.tsx'
import type { ImageDialogProps } from './image-dialog.tsx'
import { ImageFacts } from './image-facts.tsx'
import { ImageStage } from './image-stage.tsx'
import { ImageStrip } from './image-strip.tsx'
import styles from './image-view.module.css'
import { type CompletedResult, useResults } from './use-image.ts'

interface LoadedImageProps extends Omit<ImageDialogProps, 'jobId'> {
  readonly entry: GalleryEntryAnswer
  /** The picture that the tile showed. */
  readonly firstRun: string | undefined
  readonly onClose: () => void
}

/** A job that is known in full: the picture of one model, and the way to the others. */
export function LoadedImage({ entry, firstRun, onClose, onCompare, failureOf }: LoadedImageProps) {
  const layout = useRef<HTMLDivElement>(null)
  const results = useResults(entry)
  const images = results.filter(isCompleted)
  const [run, setRun] = useState(firstRun)
  const index = Math.max(
    images.findIndex(({ image }) => image.run === run),
    0,
  )
  const result = images[index]

  function step(by: number): void {
    setRun(images[Math.min(Math.max(index + by, 0), images.length - 1)]?.image.run)
  }

  useKeys({
    keys: IMAGE_KEYS,
    place: () => layout.current?.closest('dialog'),
    act: (action) => step(action === 'next' ? 1 : -1),
  })

  return (
    <div ref={layout} className={styles.layout}>
      <ImageBar index={index} total={images.length} onStep={step} onClose={onClose} />
      {result === undefined ? (
        <p className={styles.notice}>{pictureTexts.image.none}</p>
      ) : (
        <ImageStage image={result.image} label={result.label} prompt={entry.prompt} />
      )}
      <div className={styles.facts}>
        {result === undefined ? (
          <p className={styles.prompt}>{entry.prompt}</p>
        ) : (
          <>
            <ImageFacts entry={entry} result={result} />
            <ImageActions {...{ entry, result, images, onClose, onCompare }} />
          </>
        )}
        <ImageStrip {...{ results, failureOf }} jobId={entry.galleryId} shownRun={result?.image.run} onShow={setRun} />
      </div>
    </div>
  )
}

function isCompleted(result: Result): result is CompletedResult {
  return result.status === 'completed'
}
