import { imagePath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import type { GalleryTools } from './create-gallery.ts'
import type { GalleryState } from './gallery.ts'
import type { Observable } from './observable.ts'
import type { Pictures } from './pictures.ts'

const MOST = 500
const [THUMB_WIDTH] = VARIANT_WIDTHS
/** Addresses with a format name pictures that are too young to have them all. */
const IS_YOUNG = /\.[a-z]+$/

/** The thumbnails of the newest jobs come ahead of their being seen, whenever the server has told of newer ones. */
export function prefetchNewest(
  gallery: Observable<Pick<GalleryState, 'items' | 'server'>>,
  prefetchThumbs: Pictures['prefetchThumbs'],
  { whenCalm, onTrouble }: Pick<GalleryTools, 'whenCalm' | 'onTrouble'>,
): void {
  let asked: string | undefined
  gallery.subscribe(() => {
    const { items, server } = gallery.get()
    const [first] = items
    if (server !== 'told' || first === undefined || first.id === asked) return
    asked = first.id
    const ready = items.slice(0, MOST).filter(({ preview }) => !IS_YOUNG.test(preview.url))
    const urls = ready.map(({ id, preview }) => imagePath(id, preview.run, THUMB_WIDTH))
    whenCalm()
      .then(async () => {
        if (asked === first.id) await prefetchThumbs(urls)
      })
      .catch(onTrouble)
  })
}
