import { useEffect, useRef } from 'react'
import type { GalleryState } from '#offline/gallery.ts'
import { ADDRESSES } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { useServices } from '#platform/services-context.tsx'
import { Button, buttonLook } from '#ui/button.tsx'
import { dropFirstPictures } from '#ui/drop-first-pictures.ts'
import { texts } from '#ui/texts/en.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery.module.css'
import { coverageOf } from './gallery-line.tsx'
import { NO_SEARCH } from './kept-place.ts'
import { LoadingTiles } from './loading-tiles.tsx'
import type { GalleryTrouble } from './use-gallery.ts'
import type { GalleryView } from './use-gallery-view.ts'

/** Pages are asked for this far before their place comes into view. */
const LOOK_AHEAD = '800px'

interface GalleryEndProps {
  readonly gallery: GalleryState
  readonly trouble: GalleryTrouble
  readonly view: GalleryView
}

/** What stands below the tiles, or in their place. */
export function GalleryEnd({ gallery, trouble, view }: GalleryEndProps) {
  if (gallery.items.length === 0) return <NoTiles gallery={gallery} trouble={trouble} />
  if (view.found.length === 0) return <NoMatch gallery={gallery} view={view} />
  if (gallery.isComplete) return <p className={styles.end}>{pictureTexts.gallery.end}</p>
  if (trouble === 'more') return <MoreFailed />
  if (trouble !== 'none') return undefined
  return <More isLoading={gallery.server === 'asking'} isByItself={!view.isSearching} />
}

function NoTiles({ gallery, trouble }: { gallery: GalleryState; trouble: GalleryTrouble }) {
  const isLoading = !gallery.isRead || (trouble === 'none' && gallery.server === 'asking')
  useEffect(() => {
    // All that the page shows may be what this device is deleting.
    if (!isLoading) dropFirstPictures()
  }, [isLoading])
  if (isLoading) return <LoadingTiles />
  if (trouble === 'offline') return <p className={styles.notice}>{galleryTexts.nothingHere}</p>
  // Said above, with a button that tries again.
  if (trouble !== 'none') return undefined
  return (
    <div className={styles.notice}>
      <p>{pictureTexts.gallery.empty}</p>
      <Link href={ADDRESSES.create} className={buttonLook('primary')}>
        {texts.common.writePrompt}
      </Link>
    </div>
  )
}

function NoMatch({ gallery, view }: { gallery: GalleryState; view: GalleryView }) {
  useEffect(dropFirstPictures, [])
  return (
    <div className={styles.notice}>
      <p>{noMatchText(view)}</p>
      {view.searched.text !== '' && <p>{coverageOf(gallery)}</p>}
      <Button label={galleryTexts.showAll} onClick={() => view.setSearch(NO_SEARCH)} />
    </div>
  )
}

function noMatchText({ searched }: GalleryView): string {
  const { text, model, onlyFavourites, onlyOwn } = searched
  if (text.trim() !== '') return galleryTexts.noPrompt(text.trim())
  if (model !== undefined || (onlyFavourites && onlyOwn)) return galleryTexts.noneFits
  return onlyOwn ? galleryTexts.noneMine : galleryTexts.noFavourites
}

function MoreFailed() {
  const { gallery } = useServices()
  return (
    <div className={styles.end} role="alert">
      <p>{pictureTexts.gallery.moreNotLoaded}</p>
      <Button label={texts.common.retry} icon="retry" onClick={gallery.loadMore} />
    </div>
  )
}

/** Loads by itself when it comes near; the button is for keyboards and for browsers that do not say so. */
function More({ isLoading, isByItself }: { isLoading: boolean; isByItself: boolean }) {
  const { loadMore } = useServices().gallery
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ref.current === null || isLoading || !isByItself || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver(
      (found) => {
        // Its outcomes are states of the gallery.
        if (found.some((each) => each.isIntersecting)) void loadMore()
      },
      { rootMargin: LOOK_AHEAD },
    )
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [isLoading, isByItself, loadMore])
  return (
    <div ref={ref} className={styles.end}>
      <Button label={pictureTexts.gallery.more} onClick={loadMore} aria-disabled={isLoading} />
    </div>
  )
}
