import type { GalleryEntry } from '#contract/gallery.ts'
import { parseRunId, safeModelId } from '#contract/ids.ts'
import type { ModelInfo } from '#contract/models.ts'
import { addressOfImage } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Picture } from '#ui/picture.tsx'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './gallery.module.css'

interface GalleryTileProps {
  readonly entry: GalleryEntry
  /** Counted from 1. */
  readonly position: number
  /** -1 while the end is not known. */
  readonly total: number
}

/** Rows are about this high; a tile's width follows from its shape. */
const ROW_HEIGHT = 260

export function GalleryTile({ entry, position, total }: GalleryTileProps) {
  const { id, prompt, models, preview, imageCount } = entry
  const { modelList } = useServices()
  const label = labelOf(entry, useObservable(modelList.state).answer?.models ?? [])
  const ratio = preview.width / preview.height
  return (
    <li className={styles.tile} style={{ '--ratio': ratio }} aria-posinset={position} aria-setsize={total}>
      <Link href={addressOfImage(id)} state={{ fromGallery: true }} className={styles.link}>
        <Picture
          image={preview}
          alt={prompt === '' ? pictureTexts.picture.altWithoutPrompt(label) : pictureTexts.picture.alt(label, prompt)}
          sizes={`${Math.round(ratio * ROW_HEIGHT)}px`}
          loading={position <= 8 ? 'eager' : 'lazy'}
          isInLink
        />
        <span className={styles.caption} aria-hidden="true">
          <span className={styles.prompt}>{prompt}</span>
          {imageCount > 1 && (
            <span className={styles.count} title={pictureTexts.gallery.models(models.length)}>
              {imageCount}
            </span>
          )}
        </span>
      </Link>
    </li>
  )
}

/** An entry names its models by id; labels come from the list of models, for one that is long gone from the id. */
function labelOf({ models, preview }: GalleryEntry, known: readonly ModelInfo[]): string {
  const safeModel = parseRunId(preview.run)?.safeModel
  const id = models.find((each) => safeModelId(each) === safeModel) ?? preview.run
  return known.find((model) => model.id === id)?.label ?? id.replace(/^[^:]*:/, '')
}
