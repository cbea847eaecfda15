/** Marks that stand above or below a letter, once they are apart from it. */
const MARKS = /\p{M}/gu
const BEYOND_ASCII = /[^\0-\x7f]/

/** A text as it is searched: without case, accents and other marks. */
export function foldText(text: string): string {
  // Most prompts need no more, and taking letters apart costs ten times as much.
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase()
}

/** The words of a query, each to be found somewhere in a text. */
export function wordsOf(query: string): readonly string[] {
  return foldText(query)
    .split(/\s+/)
    .filter((word) => word !== '')
}
