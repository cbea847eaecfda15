import { useEffect, useState } from 'react'
import type { GalleryEntryAnswer } from '#contract/gallery.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { comparePicturesOf } from '#platform/compare-pictures-of.ts'
import { HinderedButton } from '#platform/hindered-button.tsx'
import { PromptButton } from '#platform/prompt-button.tsx'
import { readOriginal } from '#platform/read-original.ts'
import { useServices } from '#platform/services-context.tsx'
import { canSharePicture } from '#platform/share-picture.ts'
import { useDownload } from '#platform/use-download.ts'
import { useIsOnline } from '#platform/use-is-online.ts'
import { useObservable } from '#platform/use-observable.ts'
import { useRemoveJobs } from '#platform/use-remove-jobs.ts'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './image-view.module.css'
import { ShareButton } from './share-button.tsx'
import type { CompletedResult } from './use-image.ts'

const MAX_COMPARED = 6

interface ImageActionsProps {
  readonly entry: GalleryEntryAnswer
  readonly result: CompletedResult
  /** All pictures of the job. */
  readonly images: readonly CompletedResult[]
  readonly onClose: () => void
  readonly onCompare: (pictures: readonly ComparePicture[]) => void
}

/** What can be done with a picture, and with the job that it belongs to. */
export function ImageActions({ entry, result, images, onClose, onCompare }: ImageActionsProps) {
  const { gallery } = useServices()
  const { favourites, keptOffline, own } = useObservable(gallery.state)
  const download = useDownload()
  const remove = useRemoveJobs()
  const hasOriginal = useHasOriginal(result)
  const { galleryId: id, prompt } = entry

  async function removeJob(): Promise<void> {
    onClose()
    await remove([id])
  }

  return (
    <div className={styles.actions}>
      <PromptButton look="primary" icon="create" label={pictureTexts.image.usePrompt} prompt={prompt} />
      <HinderedButton
        icon={LATER_ICONS.download}
        label={pictureTexts.picture.download}
        hindrance={hasOriginal ? undefined : pictureTexts.picture.originalNotHere}
        onPress={() => download(result, prompt)}
      />
      {canSharePicture(result.image.mimeType) && <ShareButton result={result} prompt={prompt} />}
      <Button
        icon={LATER_ICONS.favourite}
        label={galleryTexts.favourite}
        aria-pressed={favourites.has(id)}
        onClick={() => gallery.setFavourite(id, !favourites.has(id))}
      />
      <Button
        icon={LATER_ICONS.keep}
        label={galleryTexts.keepOffline}
        aria-pressed={keptOffline.has(id)}
        onClick={() => gallery.setKeptOffline([id], !keptOffline.has(id))}
      />
      <HinderedButton
        icon={LATER_ICONS.compare}
        label={galleryTexts.compare}
        hindrance={hindranceOfComparison(images.length)}
        onPress={() => onCompare(comparePicturesOf({ jobId: entry.galleryId, prompt: entry.prompt }, images))}
      />
      {own.has(id) && (
        <HinderedButton
          icon={LATER_ICONS.remove}
          label={galleryTexts.remove}
          note={images.length > 1 ? galleryTexts.removesAll(images.length) : undefined}
          onPress={removeJob}
        />
      )}
    </div>
  )
}

function hindranceOfComparison(pictures: number): string | undefined {
  if (pictures < 2) return galleryTexts.compareFew
  return pictures > MAX_COMPARED ? galleryTexts.compareRange : undefined
}

/** Whether the provider's bytes can be had now: with a network they can, without one the device has them or not. */
function useHasOriginal({ image }: CompletedResult): boolean {
  const isOnline = useIsOnline()
  const [keptRun, setKeptRun] = useState<string>()
  useEffect(() => {
    if (isOnline) return
    let isCurrent = true
    // It answers undefined for whatever goes wrong.
    void readOriginal(image, { isKept: true }).then((original) => {
      if (isCurrent) setKeptRun(original === undefined ? undefined : image.run)
    })
    return () => {
      isCurrent = false
    }
  }, [isOnline, image])
  return isOnline || keptRun === image.run
}
