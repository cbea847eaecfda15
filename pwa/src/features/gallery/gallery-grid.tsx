import { useMemo, useRef } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { GalleryState } from '#offline/gallery.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { layoutRows, rowShapeFor } from '#ui/layout-rows.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery.module.css'
import { GalleryTile } from './gallery-tile.tsx'
import type { Place } from './kept-place.ts'
import type { Selection } from './selection.ts'
import type { TileActions } from './tile-buttons.tsx'
import { type GridHandlers, useGridFocus } from './use-grid-focus.ts'
import { useIsFlung } from './use-is-flung.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { useListBox } from './use-list-box.ts'
import { useVisibleTiles, type VisibleTile } from './use-visible-tiles.ts'

interface GalleryGridProps {
  readonly gallery: GalleryState
  /** What of it is shown. */
  readonly items: readonly GalleryEntry[]
  /** How many there are; -1 while that is not known. */
  readonly total: number
  /** Another search is another list. */
  readonly listKey: string
  readonly selection: Selection
  /** The job whose picture is open over the list. */
  readonly openedId: string | undefined
  readonly handlers: GridHandlers
  readonly tileActions: TileActions
  /** The tile to go to; each press is another object. */
  readonly jump: { readonly index: number } | undefined
  readonly onPlace: (place: Place | undefined) => void
}

const NO_MODELS = [] as const

/** The tiles, of which only those near the window are in the page. */
export function GalleryGrid(props: GalleryGridProps) {
  const { gallery, items, total, listKey, selection, openedId, handlers, tileActions, jump, onPlace } = props
  const models = useObservable(useServices().modelList.state).answer?.models ?? NO_MODELS
  const list = useRef<HTMLUListElement>(null)
  const { width, top } = useListBox(list)
  const layout = useMemo(() => layoutRows(items, rowShapeFor(width)), [items, width])
  const focus = useGridFocus({ list, items, layout, openedId, handlers })
  const tiles = useVisibleTiles({ layout, top, keptTile: focus.isInside ? focus.index : undefined })
  const isFlung = useIsFlung()
  useKeptPlace({ items, layout, top, listKey, jump, onPlace })
  const reached = reachedTile(tiles, focus.index, top)
  return (
    <ul
      ref={list}
      className={styles.tiles}
      style={{ height: layout.topOf(layout.rows) }}
      aria-label={pictureTexts.gallery.list}
      {...focus.listeners}
    >
      {tiles.map(({ index, ...box }) => {
        const entry = items[index]
        if (entry === undefined) return undefined
        return (
          <GalleryTile
            key={entry.id}
            {...{ entry, models, index, total, ...box }}
            isFlung={isFlung}
            isReached={index === reached}
            isSelecting={selection.isOn}
            isSelected={selection.ids.has(entry.id)}
            isFavourite={gallery.favourites.has(entry.id)}
            isOwn={gallery.own.has(entry.id)}
            actions={tileActions}
          />
        )
      })}
    </ul>
  )
}

/** The tile that had the focus last; where that is out of sight, the first in the window. */
function reachedTile(tiles: readonly VisibleTile[], last: number, top: number): number | undefined {
  if (tiles.some(({ index }) => index === last)) return last
  return (tiles.find((tile) => tile.top + top >= scrollY) ?? tiles[0])?.index
}
