import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery.module.css'
import tileStyles from './gallery-tile.module.css'

/** Shapes as a first page may have them. */
const RATIOS = [1, 1.5, 0.75, 1.78, 1, 0.67, 1.33, 1] as const

/** The room of the first tiles, before anything is known of them. */
export function LoadingTiles() {
  return (
    <div className={styles.loadingTiles}>
      <p className="sr-only">{pictureTexts.gallery.loading}</p>
      {RATIOS.map((ratio, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <div key={index} className={styles.loadingTile} style={{ '--ratio': ratio }} aria-hidden="true">
          <div className={tileStyles.loading} style={{ aspectRatio: ratio }} />
          <div className={tileStyles.caption} />
        </div>
      ))}
    </div>
  )
}
