import {
  type BlacklistedTerm,
  DataSet,
  englishDataset,
  englishRecommendedTransformers,
  parseRawPattern,
  RegExpMatcher,
} from 'obscenity'
import { AMBIGUOUS_PHRASES, BLOCKED_WORDS, HARMLESS_PHRASES, MINOR_WORDS, SEXUAL_WORDS } from './blocked-terms.ts'

/** `words`: a word that is not accepted here. `minors`: a minor in a sexual context, whatever the rest says. */
export type PromptVerdict =
  | { readonly status: 'allowed' }
  | { readonly status: 'blocked'; readonly rule: 'words' | 'minors' }

/**
 * A courtesy check of a prompt's words, in English alone. It is no moderation: it knows words and not pictures, it misses
 * other languages, and every provider enforces its own policy. What it blocks wrongly is a lost user, so that it looks for
 * whole words and leaves out what birds, places and names share with insults.
 */
export function createPromptCheck(): (text: string) => PromptVerdict {
  const { blacklistedTerms: known, whitelistedTerms } = trimmedSet()
  const hasWord = matcherOf(
    [...known, ...termsOf(BLOCKED_WORDS, known.length)],
    [...(whitelistedTerms ?? []), ...HARMLESS_PHRASES],
  )
  const hasMinor = matcherOf(termsOf(MINOR_WORDS), [])
  const isSexual = matcherOf(termsOf(SEXUAL_WORDS), HARMLESS_PHRASES)

  return function checkPrompt(text) {
    const readings = readingsOf(text)
    const any = (test: (reading: string) => boolean) => readings.some(test)
    if (any(isSexual) && (any(hasMinor) || any(namesMinorAge))) return { status: 'blocked', rule: 'minors' }
    return any(hasWord) ? { status: 'blocked', rule: 'words' } : { status: 'allowed' }
  }
}

function trimmedSet() {
  const set = new DataSet<{ originalWord: string }>().addAll(englishDataset)
  return set.removePhrasesIf(({ metadata }) => AMBIGUOUS_PHRASES.has(metadata?.originalWord ?? '')).build()
}

/** Every word between boundaries, so that no part of another word is found. */
function termsOf(words: readonly string[], firstId = 0): BlacklistedTerm[] {
  return words.map((word, index) => ({ id: firstId + index, pattern: parseRawPattern(`|${word}|`) }))
}

/** The engine sees through look-alike letters, digits in their place, case and repeats. */
function matcherOf(terms: BlacklistedTerm[], harmless: readonly string[]): (text: string) => boolean {
  const matcher = new RegExpMatcher({
    blacklistedTerms: terms.map((term, id) => ({ ...term, id })),
    whitelistedTerms: [...harmless],
    ...englishRecommendedTransformers,
  })
  return (text) => matcher.hasMatch(text)
}

/** Letters one by one, with something between them: "w o r d", "w.o.r.d". Three at least. */
const SPELLED = /(?<![\p{L}\p{N}])\p{L}(?:[\s.\-_*]{1,3}\p{L}(?![\p{L}\p{N}])){2,60}/gu

/** A text as it stands, with what is spelled letter by letter joined, and the same where an article stands before it. */
function readingsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ')
  const joined = plain.replace(SPELLED, (letters) => join(letters))
  if (joined === plain) return [plain]
  const afterArticle = plain.replace(SPELLED, (letters) => {
    return /^[ai]\s/i.test(letters) ? `${letters.slice(0, 2)}${join(letters.slice(2))}` : join(letters)
  })
  return [plain, joined, afterArticle]
}

function join(letters: string): string {
  return letters.replace(/[\s.\-_*]+/g, '')
}

const NUMBERS =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen'
const MINOR_AGE = new RegExp(
  `\\b(?:[1-9]|1[0-7]|${NUMBERS})[\\s-]{0,2}(?:(?:years?|yrs?)[\\s-]{0,2}old|y[/.]?o\\b)|\\bage[d]? (?:[1-9]|1[0-7])\\b`,
  'i',
)

function namesMinorAge(text: string): boolean {
  return MINOR_AGE.test(text)
}
