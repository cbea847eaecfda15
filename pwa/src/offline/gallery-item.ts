import type { GalleryEntry } from '#contract/gallery.ts'
import type { IndexEntry } from '#contract/gallery-index.ts'
import { imagePath, originalPath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { foldText } from './fold-text.ts'

const WIDTH = Math.max(...VARIANT_WIDTHS)

/** An entry of the gallery as the screens get it. */
export interface GalleryItem extends GalleryEntry {
  /** Its prompt as it is searched, prepared once, since a hundred thousand of them take longer than a key may. */
  readonly searchText?: string
}

export interface ItemMaker {
  /** From what a day file and the device keep: addresses follow from the other facts. */
  readonly ofIndex: (entry: IndexEntry) => GalleryItem
  /** From what the list tells. */
  readonly ofList: (entry: GalleryEntry) => GalleryItem
}

/** Makes items that share what most of them have in common: a hundred thousand lists of the same two models are one. */
export function createItemMaker(): ItemMaker {
  const lists = new Map<string, string[]>()
  const texts = new Map<string, string>()

  function sharedText(text: string): string {
    const known = texts.get(text)
    if (known === undefined) texts.set(text, text)
    return known ?? text
  }

  function sharedList(list: string[]): string[] {
    const key = list.join()
    const known = lists.get(key)
    if (known === undefined) lists.set(key, list)
    return known ?? list
  }

  return {
    ofIndex({ id, timestamp, prompt, models, imageCount, preview }) {
      const run = sharedText(preview.run)
      const { width, height, thumbhash } = preview
      const addresses = { url: imagePath(id, run, WIDTH), originalUrl: originalPath(id, run) }
      return {
        ...{ id, timestamp, prompt, models: sharedList(models), imageCount },
        preview: { run, ...addresses, width, height, thumbhash },
        searchText: foldText(prompt),
      }
    },
    ofList: (entry) => ({ ...entry, searchText: foldText(entry.prompt) }),
  }
}
