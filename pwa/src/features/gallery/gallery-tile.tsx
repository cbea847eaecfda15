import { memo, useDeferredValue, useEffect, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { ModelInfo } from '#contract/models.ts'
import { addressOfImage } from '#platform/addresses.ts'
import { dropFirstTiles, isShownFirst } from '#ui/first-pictures.ts'
import { modelLabel, modelOfPreview } from '#ui/model-label.ts'
import { Picture } from '#ui/picture.tsx'
import { averageColor } from '#ui/placeholder.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery-tile.module.css'
import { type TileActions, TileButtons } from './tile-buttons.tsx'

interface GalleryTileProps {
  readonly entry: GalleryEntry
  readonly models: readonly ModelInfo[]
  /** Counted from 0. */
  readonly index: number
  /** -1 while the end is not known. */
  readonly total: number
  /** Where it lies in the list, in pixels; the height is the picture's. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** The list is flung: a tile that comes now is gone before it is looked at. */
  readonly isFlung: boolean
  /** One tile of the list is reached with Tab; the arrows go on from there. */
  readonly isReached: boolean
  readonly isSelecting: boolean
  readonly isSelected: boolean
  readonly isFavourite: boolean
  readonly isOwn: boolean
  readonly actions: TileActions
}

/** As the style sheet has it. */
const CAPTION_HEIGHT = 32

/**
 * One job. In a fling a tile is a colored box with a name; what is more costly follows when the list rests, and is never
 * begun for tiles that have passed by.
 */
export const GalleryTile = memo(function GalleryTile(props: GalleryTileProps) {
  const { entry, models, index, total, left, top, width, height, isReached, isSelecting, isSelected } = props
  const isWhole = useIsWhole(entry, props.isFlung)
  const label = modelLabel(modelOfPreview(entry), models)
  const alt = altOf(label, entry.prompt)
  return (
    <li
      className={styles.tile}
      style={{ left, top, width, height: height + CAPTION_HEIGHT }}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-index={index}
      data-selected={isSelected}
    >
      {/* Presses are taken by the list: opening, choosing and ranges belong together. */}
      <a
        href={addressOfImage(entry.id)}
        className={styles.link}
        tabIndex={isReached ? 0 : -1}
        {...(!isWhole && { 'aria-label': alt })}
      >
        {isWhole ? (
          <WholePicture {...props} alt={alt} />
        ) : (
          <div className={styles.loading} style={{ height, background: averageColor(entry.preview.thumbhash) }} />
        )}
      </a>
      {isSelecting && (
        <label className={styles.check}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={alt}
            checked={isSelected}
            onChange={({ nativeEvent }) =>
              props.actions.choose(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </label>
      )}
      {isWhole && !isSelecting && (props.isFavourite || hasPointer()) && <TileButtons {...props} />}
    </li>
  )
})

/** Fingers see of the buttons no more than that a picture is a favourite. */
function hasPointer(): boolean {
  return !matchMedia('(hover: none)').matches
}

/** Once there was time for it, and from then on; at once where the page shows the picture already. */
function useIsWhole({ preview }: GalleryEntry, isFlung: boolean): boolean {
  const [mayBe, setMayBe] = useState(!isFlung)
  if (!mayBe && !isFlung) setMayBe(true)
  return useDeferredValue(mayBe, isShownFirst(preview.url))
}

function WholePicture({ entry, width, height, alt }: GalleryTileProps & { alt: string }) {
  const { prompt, models, preview, imageCount } = entry
  // All tiles of the window are whole at once, so that the page's own can go.
  useEffect(dropFirstTiles, [])
  return (
    <>
      <Picture image={preview} alt={alt} sizes={`${width}px`} ratio={width / height} loading="eager" isInLink />
      <span className={styles.caption} aria-hidden="true">
        <span className={styles.prompt}>{prompt}</span>
        {imageCount > 1 && (
          <span className={styles.count} title={pictureTexts.gallery.models(models.length)}>
            {imageCount}
          </span>
        )}
      </span>
    </>
  )
}

function altOf(label: string, prompt: string): string {
  return prompt === '' ? pictureTexts.picture.altWithoutPrompt(label) : pictureTexts.picture.alt(label, prompt)
}
