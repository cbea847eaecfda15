import { foldText, wordsOf } from './fold-text.ts'
import type { GalleryItem } from './gallery-item.ts'

/** What is looked for; what is left out lets everything pass. */
export interface EntryQuery {
  /** Words that all stand in the prompt, in any order, also inside of longer ones. */
  readonly text?: string
  /** Id of a model that made one of the pictures. */
  readonly model?: string | undefined
  /** Ids of jobs, such as the favourites or those of this device; an entry has to be in each of the sets. */
  readonly within?: readonly ReadonlySet<string>[]
}

/** Finds entries, in their order. */
export type SearchEntries = (items: readonly GalleryItem[], query: EntryQuery) => readonly GalleryItem[]

interface Found {
  readonly items: readonly GalleryItem[]
  readonly query: EntryQuery
  readonly words: readonly string[]
  /** Places in `items`. */
  readonly places: readonly number[]
  readonly entries: readonly GalleryItem[]
}

/**
 * A search that is quick enough for each key: where a query has only grown it looks through what was found before. One
 * for each screen that searches.
 */
export function createEntrySearch(): SearchEntries {
  let prepared: { readonly items: readonly GalleryItem[]; readonly texts: readonly string[] } | undefined
  let last: Found | undefined

  function textsOf(items: readonly GalleryItem[]): readonly string[] {
    if (prepared?.items !== items) {
      prepared = { items, texts: items.map(({ searchText, prompt }) => searchText ?? foldText(prompt)) }
    }
    return prepared.texts
  }

  return function searchEntries(items, query) {
    const words = wordsOf(query.text ?? '')
    const { model, within = [] } = query
    if (words.length === 0 && model === undefined && within.length === 0) return items
    const base = last !== undefined && isNarrower({ items, query, words }, last) ? last : undefined
    if (base !== undefined && isSameWords(words, base.words)) return base.entries
    last = { items, query, words, ...look(items, base?.places, { ...query, words, texts: textsOf(items) }) }
    return last.entries
  }
}

interface Prepared extends EntryQuery {
  readonly words: readonly string[]
  /** Of each item, folded. */
  readonly texts: readonly string[]
}

/** Plain loops: they run over a hundred thousand entries with each key. @param among places to look at; undefined = all */
function look(
  items: readonly GalleryItem[],
  among: readonly number[] | undefined,
  { words, texts, model, within = [] }: Prepared,
): Pick<Found, 'places' | 'entries'> {
  const places: number[] = []
  const entries: GalleryItem[] = []
  const count = among?.length ?? items.length
  for (let index = 0; index < count; index += 1) {
    const place = among === undefined ? index : (among[index] ?? 0)
    const entry = items[place]
    if (entry === undefined || !hasAll(texts[place] ?? '', words)) continue
    if (model !== undefined && !entry.models.includes(model)) continue
    if (!within.every((ids) => ids.has(entry.id))) continue
    places.push(place)
    entries.push(entry)
  }
  return { places, entries }
}

function hasAll(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false
  return true
}

/** Whether all that is looked for was found before: the same filters, and each earlier word stands in one of now. */
function isNarrower({ items, query, words }: Pick<Found, 'items' | 'query' | 'words'>, before: Found): boolean {
  const { model, within = [] } = query
  const { model: modelBefore, within: withinBefore = [] } = before.query
  return (
    items === before.items &&
    model === modelBefore &&
    within.length === withinBefore.length &&
    within.every((ids, index) => ids === withinBefore[index]) &&
    before.words.every((word) => words.some((each) => each.includes(word)))
  )
}

function isSameWords(words: readonly string[], others: readonly string[]): boolean {
  return words.length === others.length && words.every((word, index) => word === others[index])
}
