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
      return {
        ...{ id, timestamp, prompt, models: sharedList(models), imageCount },
        preview: new IndexedPreview(id, { ...preview, run: sharedText(preview.run) }),
        searchText: foldText(prompt),
      }
    },
    ofList: (entry) => ({ ...entry, searchText: foldText(entry.prompt) }),
  }
}

/**
 * A preview whose addresses are put together when they are asked for. As texts of their own they would be most of what
 * the engine has to look at when it collects garbage, and a collection is as long as the longest task of a fling.
 */
class IndexedPreview {
  readonly run: string
  readonly width: number
  readonly height: number
  readonly thumbhash: string
  readonly #id: string

  constructor(id: string, { run, width, height, thumbhash }: IndexEntry['preview']) {
    this.#id = id
    this.run = run
    this.width = width
    this.height = height
    this.thumbhash = thumbhash
  }

  get url(): string {
    return imagePath(this.#id, this.run, WIDTH)
  }

  get originalUrl(): string {
    return originalPath(this.#id, this.run)
  }
}
