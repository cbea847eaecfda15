import type { GalleryEntry } from '#contract/gallery.ts'

export interface EntrySearch {
  /** Words that the prompt contains, in any order; none: every prompt does. */
  readonly text: string
  /** The id of a model that made one of the pictures; undefined: any. */
  readonly model: string | undefined
  /** Only jobs with these ids. */
  readonly favourites?: ReadonlySet<string> | undefined
  /** Only jobs with these ids. */
  readonly own?: ReadonlySet<string> | undefined
}

/** Accents apart from their letters. */
const MARKS = /\p{M}/gu

/** Prompts as they are compared. An entry never changes, so each is folded once. */
const foldedPrompts = new WeakMap<GalleryEntry, string>()

/** The entries that fit, in their order. Case and accents make no difference. */
export function searchEntries(items: readonly GalleryEntry[], search: EntrySearch): readonly GalleryEntry[] {
  const { model, favourites, own } = search
  const words = fold(search.text).split(/\s+/).filter(Boolean)
  if (words.length === 0 && model === undefined && favourites === undefined && own === undefined) return items
  return items.filter((entry) => {
    if (favourites !== undefined && !favourites.has(entry.id)) return false
    if (own !== undefined && !own.has(entry.id)) return false
    if (model !== undefined && !entry.models.includes(model)) return false
    if (words.length === 0) return true
    const prompt = foldedPromptOf(entry)
    return words.every((word) => prompt.includes(word))
  })
}

function foldedPromptOf(entry: GalleryEntry): string {
  const known = foldedPrompts.get(entry)
  if (known !== undefined) return known
  const folded = fold(entry.prompt)
  foldedPrompts.set(entry, folded)
  return folded
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase()
}
