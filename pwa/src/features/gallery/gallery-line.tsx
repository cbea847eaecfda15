import type { GalleryState } from '#offline/gallery.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery.module.css'
import type { GallerySearch } from './kept-place.ts'
import type { GalleryTrouble } from './use-gallery.ts'

interface GalleryLineProps {
  readonly gallery: GalleryState
  readonly trouble: GalleryTrouble
  readonly searched: GallerySearch
  readonly isSearching: boolean
  /** How many have been found. */
  readonly amount: number
}

/** One line above the tiles, which has its room also when it is silent: what is shown, and why it may not be all. */
export function GalleryLine({ gallery, trouble, searched, isSearching, amount }: GalleryLineProps) {
  const { gallery: service } = useServices()
  const total = gallery.items.length
  return (
    <div className={styles.line}>
      {trouble === 'newest' && (
        <div role="alert" className={styles.alert}>
          <p>{pictureTexts.gallery.notLoaded}</p>
          <Button icon="retry" label={texts.common.retry} onClick={service.loadMore} />
        </div>
      )}
      {trouble === 'offline' && <p>{pictureTexts.gallery.offline}</p>}
      {isSearching && amount > 0 && (
        <p>
          {galleryTexts.found(amount, total)} {searched.text !== '' && !gallery.isComplete && coverageOf(gallery)}
        </p>
      )}
    </div>
  )
}

/** How much of the gallery a search on this device has looked at. */
export function coverageOf({ items, isComplete, days }: GalleryState): string {
  const all = days.all === undefined ? {} : { all: days.all }
  return galleryTexts.searched(items.length, { isComplete, kept: days.kept, ...all })
}
