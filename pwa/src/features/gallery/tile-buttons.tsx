import type { GalleryEntry } from '#contract/gallery.ts'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery-tile.module.css'

/** What can be done with a tile; the same object for as long as the list stands. */
export interface TileActions {
  readonly choose: (index: number, isRange: boolean) => void
  readonly setFavourite: (id: string, isFavourite: boolean) => Promise<void>
  readonly download: (entry: GalleryEntry) => Promise<void>
  readonly remove: (ids: readonly string[]) => Promise<void>
}

interface TileButtonsProps {
  readonly entry: GalleryEntry
  readonly isReached: boolean
  readonly isFavourite: boolean
  readonly isOwn: boolean
  readonly actions: TileActions
}

/** Seen under a pointer and with the focus. Fingers have the selection and the image view. */
export function TileButtons({ entry, isReached, isFavourite, isOwn, actions }: TileButtonsProps) {
  const common = { look: 'plain', iconOnly: true, tabIndex: isReached ? 0 : -1 } as const
  return (
    <div className={styles.buttons}>
      <Button
        {...common}
        icon={LATER_ICONS.favourite}
        label={galleryTexts.favourite}
        aria-pressed={isFavourite}
        onClick={() => actions.setFavourite(entry.id, !isFavourite)}
      />
      <Button
        {...common}
        icon={LATER_ICONS.download}
        label={pictureTexts.picture.download}
        onClick={() => actions.download(entry)}
      />
      {isOwn && (
        <Button
          {...common}
          icon={LATER_ICONS.remove}
          label={galleryTexts.remove}
          onClick={() => actions.remove([entry.id])}
        />
      )}
    </div>
  )
}
