import { LIMITS } from '#contract/limits.ts'
import { countChars } from '#contract/prompt.ts'
import { createRandom, hashText } from '#contract/sketch/random.ts'
import { PHRASE_GROUPS } from './phrase-groups.ts'

/**
 * A prompt with a few phrases behind it, on what it leaves open: medium, light, composition, detail. The prompt decides
 * which, so that the same one always gets the same. `short` has fewer of them than `long`, and may have none.
 */
export function improveByRules(prompt: string): { readonly short: string; readonly long: string } {
  const phrases = phrasesThatFit(prompt)
  return { short: append(prompt, phrases.slice(0, Math.floor(phrases.length / 2))), long: append(prompt, phrases) }
}

function phrasesThatFit(prompt: string): readonly string[] {
  if (prompt.trim() === '') return []
  const named = namedIn(prompt)
  const random = createRandom(hashText(prompt))
  const chosen: string[] = []
  for (const { phrases, words } of PHRASE_GROUPS) {
    const phrase = random.pick(phrases)
    if (named.some((word) => words.has(word))) continue
    if (countChars(append(prompt, [...chosen, phrase])) <= LIMITS.maxEnhancedChars) chosen.push(phrase)
  }
  return chosen
}

function append(prompt: string, phrases: readonly string[]): string {
  const [first, ...others] = phrases
  if (first === undefined) return prompt
  // Behind a full sentence stands another one.
  if (/[.!?…。！？]$/u.test(prompt)) return `${prompt} ${[capitalize(first), ...others].join(', ')}`
  const gap = /\s$/u.test(prompt) ? '' : /[,;:]$/u.test(prompt) ? ' ' : ', '
  return `${prompt}${gap}${phrases.join(', ')}`
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Everything that a prompt names: its words, two and three neighbours joined ("close-up", "black and white"), simple forms. */
function namedIn(prompt: string): readonly string[] {
  const words =
    prompt
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const joined = words.flatMap((word, index) => [
    word,
    word + (words[index + 1] ?? ''),
    word + (words[index + 1] ?? '') + (words[index + 2] ?? ''),
  ])
  return joined.flatMap(simpleForms)
}

/** What a word may be a form of: "sketches", "detailed", "framing", "shadowy". Some are no words; they match nothing. */
function simpleForms(word: string): readonly string[] {
  const stem = word.replace(/(?:e?s|e?d|ing|ly|y)$/, '')
  const singular = word.replace(/s$/, '')
  return [word, singular, stem, `${stem}e`, `${stem}y`, word.replace(/ies$/, 'y'), singular.replace(/(?:ed|ing)$/, '')]
}
