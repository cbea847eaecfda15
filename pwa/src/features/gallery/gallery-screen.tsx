import { useEffect, useRef } from 'react'
import { ADDRESSES } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { useIsOnline } from '#platform/use-is-online.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery.module.css'
import { GalleryTile } from './gallery-tile.tsx'
import { type GalleryState, useGallery } from './use-gallery.ts'

/** Pages are asked for this far before their place comes into view. */
const LOOK_AHEAD = '800px'

/** The published jobs of this deployment, newest first. */
export function GalleryScreen() {
  const { gallery, loadMore } = useGallery()
  const { entries, state, nextCursor } = gallery
  const isOnline = useIsOnline()
  return (
    <div>
      <ScreenTitle screen={pictureTexts.gallery.title} />
      <h1 className={styles.heading}>{pictureTexts.gallery.title}</h1>
      {!isOnline && entries.length > 0 && <p>{pictureTexts.gallery.offline}</p>}
      {entries.length > 0 && (
        <ul className={styles.tiles} aria-label={pictureTexts.gallery.list}>
          {entries.map((entry, index) => (
            <GalleryTile
              key={entry.id}
              entry={entry}
              position={index + 1}
              total={state === 'loaded' && nextCursor === undefined ? entries.length : -1}
            />
          ))}
        </ul>
      )}
      <GalleryEnd gallery={gallery} onMore={loadMore} />
    </div>
  )
}

function GalleryEnd({ gallery, onMore }: { gallery: GalleryState; onMore: () => Promise<void> }) {
  const { entries, state, nextCursor } = gallery
  if (state === 'error') {
    return (
      <div className={styles.notice} role="alert">
        <p>{entries.length === 0 ? pictureTexts.gallery.notLoaded : pictureTexts.gallery.moreNotLoaded}</p>
        <Button label={texts.common.retry} icon="retry" onClick={onMore} />
      </div>
    )
  }
  if (entries.length === 0 && state === 'loading') return <LoadingTiles />
  if (entries.length === 0) {
    return (
      <div className={styles.notice}>
        <p>{pictureTexts.gallery.empty}</p>
        <Link href={ADDRESSES.create} className={buttonLook('primary')}>
          {texts.common.writePrompt}
        </Link>
      </div>
    )
  }
  if (nextCursor === undefined && state === 'loaded') return <p className={styles.end}>{pictureTexts.gallery.end}</p>
  return <More isLoading={state === 'loading'} onMore={onMore} />
}

/** Loads by itself when it comes near; the button is for keyboards and for browsers that do not say so. */
function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => Promise<void> }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ref.current === null || isLoading || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver(
      (found) => {
        // Its outcomes are states of the gallery.
        if (found.some((each) => each.isIntersecting)) void onMore()
      },
      { rootMargin: LOOK_AHEAD },
    )
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [isLoading, onMore])
  return (
    <div ref={ref} className={styles.end}>
      <Button label={pictureTexts.gallery.more} onClick={onMore} aria-disabled={isLoading} />
    </div>
  )
}

/** Shapes as a first page may have them. */
const LOADING_RATIOS = [1, 1.5, 0.75, 1.78, 1, 0.67, 1.33, 1] as const

function LoadingTiles() {
  return (
    <div className={styles.tiles}>
      <p className="sr-only">{pictureTexts.gallery.loading}</p>
      {LOADING_RATIOS.map((ratio, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <div key={index} className={styles.tile} style={{ '--ratio': ratio }} aria-hidden="true">
          <div className={styles.loading} style={{ aspectRatio: ratio }} />
          <div className={styles.caption} />
        </div>
      ))}
    </div>
  )
}
