import * as v from 'valibot'

/** What is looked for in the gallery. */
const GallerySearch = v.object({
  text: v.string(),
  model: v.optional(v.string()),
  onlyFavourites: v.boolean(),
  onlyOwn: v.boolean(),
})
export type GallerySearch = v.InferOutput<typeof GallerySearch>

export const NO_SEARCH: GallerySearch = { text: '', onlyFavourites: false, onlyOwn: false }

/** The tile at the window's upper edge. Tiles keep their names when the window changes its width; heights do not. */
const Place = v.object({
  id: v.string(),
  /** Where it was among the tiles. */
  index: v.number(),
  /** Pixels from the upper edge of its row. */
  offset: v.number(),
})
export type Place = v.InferOutput<typeof Place>

const KeptPlace = v.object({ search: GallerySearch, place: v.optional(Place) })
export type KeptPlace = v.InferOutput<typeof KeptPlace>

const HistoryState = v.object({ gallery: KeptPlace })

/** Where the gallery was left, as the history entry of the address has it. */
export function rememberedPlace(): KeptPlace | undefined {
  const parsed = v.safeParse(HistoryState, history.state)
  return parsed.success ? parsed.output.gallery : undefined
}

/** Leaves word of the place in the history entry, which outlives the page. */
export function rememberPlace(kept: KeptPlace): void {
  history.replaceState({ ...history.state, gallery: kept }, '')
}

/** Where an entry stands now, looked for from where it stood. */
export function indexOfId(items: readonly { readonly id: string }[], { id, index }: Omit<Place, 'offset'>): number {
  return items[index]?.id === id ? index : items.findIndex((entry) => entry.id === id)
}
