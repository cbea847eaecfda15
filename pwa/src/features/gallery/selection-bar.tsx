import type { ComponentProps } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { HinderedButton } from '#platform/hindered-button.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useKeys } from '#platform/use-keys.ts'
import { SELECTION_KEYS } from '#ui/keys/later-keys.ts'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import styles from './gallery-tools.module.css'

const MIN_COMPARED = 2
const MAX_COMPARED = 6
const MAX_ZIPPED = 100
const TOLD_MS = 6000

interface SelectionBarProps {
  readonly chosen: readonly GalleryEntry[]
  readonly favourites: ReadonlySet<string>
  readonly own: ReadonlySet<string>
  readonly onCompare: (entries: readonly GalleryEntry[]) => Promise<void>
  readonly onSaveZip: (entries: readonly GalleryEntry[]) => void
  readonly onFavourite: (ids: readonly string[], isFavourite: boolean) => Promise<void>
  readonly onRemove: (ids: readonly string[]) => Promise<void>
  readonly onLeave: () => void
}

/** What can be done with everything that is chosen. */
export function SelectionBar(props: SelectionBarProps) {
  const { chosen, favourites, own, onLeave } = props
  const ids = chosen.map(({ id }) => id)
  const areFavourites = ids.length > 0 && ids.every((id) => favourites.has(id))
  const pictures = chosen.reduce((sum, { imageCount }) => sum + imageCount, 0)
  useKeys({ keys: { leave: SELECTION_KEYS.leave }, place: 'page', act: onLeave })
  return (
    <div role="toolbar" aria-label={galleryTexts.selection} className={styles.selection}>
      <p className={styles.amount} aria-live="polite">
        {galleryTexts.selected(chosen.length)}
      </p>
      <Tool
        icon={LATER_ICONS.compare}
        label={galleryTexts.compare}
        hindrance={chosen.length < MIN_COMPARED || chosen.length > MAX_COMPARED ? galleryTexts.compareRange : undefined}
        onPress={() => props.onCompare(chosen)}
      />
      <Tool
        icon={LATER_ICONS.zip}
        label={galleryTexts.saveZip}
        hindrance={hindranceOfZip(pictures)}
        note={galleryTexts.zipPictures(pictures)}
        onPress={() => props.onSaveZip(chosen)}
      />
      <Tool
        icon={LATER_ICONS.favourite}
        label={galleryTexts.favourite}
        hindrance={ids.length === 0 ? galleryTexts.choose : undefined}
        aria-pressed={areFavourites}
        onPress={() => props.onFavourite(ids, !areFavourites)}
      />
      {ids.length > 0 && ids.every((id) => own.has(id)) && (
        <Tool icon={LATER_ICONS.remove} label={galleryTexts.remove} onPress={() => props.onRemove(ids)} />
      )}
      <Tool icon={LATER_ICONS.close} label={galleryTexts.clear} onPress={onLeave} />
    </div>
  )
}

function hindranceOfZip(pictures: number): string | undefined {
  if (pictures === 0) return galleryTexts.choose
  return pictures > MAX_ZIPPED ? galleryTexts.zipLimit : undefined
}

/** An icon; with its name beside it where there is room. */
function Tool(props: Omit<ComponentProps<typeof HinderedButton>, 'look' | 'iconOnly'>) {
  const { notices } = useServices()
  // The bar goes along with whoever scrolls; the status line stays at the top.
  const tell = (text: string) => notices.show({ key: 'hindrance', text, actions: [], lastsMs: TOLD_MS })
  return (
    <HinderedButton {...props} look="quiet" iconOnly className={styles.tool} onHindered={tell}>
      <span className={styles.toolName}>{props.label}</span>
    </HinderedButton>
  )
}
