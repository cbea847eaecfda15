import { useDeferredValue, useMemo, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { GalleryState } from '#offline/gallery.ts'
import { createEntrySearch } from '#offline/search-entries.ts'
import { type GallerySearch, NO_SEARCH, rememberedPlace } from './kept-place.ts'

export interface GalleryView {
  /** As it stands in the controls. */
  readonly search: GallerySearch
  readonly setSearch: (search: GallerySearch) => void
  /** As far as `found` follows it: typing never waits for the list. */
  readonly searched: GallerySearch
  readonly found: readonly GalleryEntry[]
  readonly isSearching: boolean
}

/** What of the gallery is shown. A search survives the way to another screen and back. */
export function useGalleryView({ items, favourites, own }: GalleryState): GalleryView {
  const [search, setSearch] = useState<GallerySearch>(() => rememberedPlace()?.search ?? NO_SEARCH)
  const searched = useDeferredValue(search)
  const { text, model, onlyFavourites, onlyOwn } = searched
  const markedAs = onlyFavourites ? favourites : undefined
  const madeHere = onlyOwn ? own : undefined
  const [searchEntries] = useState(createEntrySearch)
  const found = useMemo(() => {
    const within = [markedAs, madeHere].filter((ids) => ids !== undefined)
    return searchEntries(items, { text, model, within })
  }, [searchEntries, items, text, model, markedAs, madeHere])
  return { search, setSearch, searched, found, isSearching: found !== items }
}
