import { useCallback, useState } from 'react'
import { navigate } from 'wouter/use-browser-location'
import type { GalleryEntry } from '#contract/gallery.ts'
import { addressOfImage } from '#platform/addresses.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { useServices } from '#platform/services-context.tsx'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery.module.css'
import { GalleryEnd } from './gallery-end.tsx'
import { GalleryGrid } from './gallery-grid.tsx'
import { GalleryLine } from './gallery-line.tsx'
import { GalleryTools } from './gallery-tools.tsx'
import { rememberPlace } from './kept-place.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useCompared } from './use-compared.ts'
import { useGallery } from './use-gallery.ts'
import { useGalleryView } from './use-gallery-view.ts'
import { useRememberedView } from './use-remembered-view.ts'
import { useSelection } from './use-selection.ts'
import { useTileActions } from './use-tile-actions.ts'

interface GalleryScreenProps {
  /** The job whose picture is open over the gallery. */
  readonly openedId: string | undefined
  readonly onCompare: (pictures: readonly ComparePicture[]) => void
  readonly onSaveZip: (entries: readonly GalleryEntry[]) => void
}

/** The published jobs of this deployment, newest first. */
export function GalleryScreen({ openedId, onCompare, onSaveZip }: GalleryScreenProps) {
  const { gallery: service } = useServices()
  const { gallery, trouble } = useGallery()
  const view = useGalleryView(gallery)
  const { found, isSearching, searched } = view
  const { selection, chosen, choose, chooseRange, leave, begin } = useSelection(gallery.items, found)
  const tileActions = useTileActions(choose)
  const compared = useCompared()
  const { kept, onPlace } = useRememberedView(view.searched)
  const [jump, setJump] = useState<{ readonly index: number }>()
  const open = useCallback(
    ({ id }: GalleryEntry) => {
      rememberPlace(kept.current)
      navigate(addressOfImage(id), { state: { fromGallery: true, gallery: kept.current } })
    },
    [kept],
  )
  const isAll = gallery.isComplete || isSearching

  async function setFavourites(ids: readonly string[], isFavourite: boolean): Promise<void> {
    await Promise.all(ids.map((id) => service.setFavourite(id, isFavourite)))
  }

  return (
    <div className={styles.screen} data-selecting={selection.isOn}>
      <ScreenTitle screen={pictureTexts.gallery.title} />
      <h1 className={styles.heading}>{pictureTexts.gallery.title}</h1>
      <GalleryTools
        {...{ gallery, found, search: view.search, onSearch: view.setSearch }}
        isSelecting={selection.isOn}
        onJump={(index) => setJump({ index })}
        onSelect={(isOn) => (isOn ? begin() : leave())}
      >
        {selection.isOn && (
          <SelectionBar
            {...{ chosen, onSaveZip, onLeave: leave, onFavourite: setFavourites }}
            {...{ favourites: gallery.favourites, own: gallery.own }}
            onCompare={async (entries) => onCompare(await compared(entries))}
            onRemove={(ids) => {
              leave()
              return tileActions.remove(ids)
            }}
          />
        )}
      </GalleryTools>
      <GalleryLine {...{ gallery, trouble, searched, isSearching }} amount={found.length} />
      {found.length > 0 && (
        <GalleryGrid
          {...{ gallery, items: found, selection, openedId, tileActions, jump, onPlace }}
          total={isAll ? found.length : -1}
          listKey={JSON.stringify(searched)}
          handlers={{ isSelecting: selection.isOn, open, choose, chooseRange }}
        />
      )}
      <GalleryEnd {...{ gallery, trouble, view }} />
    </div>
  )
}
