import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '#contract/limits.ts'
import { countChars } from '#contract/prompt.ts'
import { improveByRules } from './built-in-phrases.ts'
import { PHRASE_GROUPS } from './phrase-groups.ts'

const appended = (prompt: string) => improveByRules(prompt).long.slice(prompt.length)
const countPhrases = (text: string) => text.split(',').filter((part) => part.trim() !== '').length

/** Prompts of many lengths: words, any text, and texts about as long as the limit. */
const prompts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.lorem({ maxCount: 40 }),
  fc
    .integer({ min: LIMITS.maxEnhancedChars - 120, max: LIMITS.maxEnhancedChars + 20 })
    .map((length) => 'x'.repeat(length)),
  fc
    .integer({ min: LIMITS.maxEnhancedChars - 120, max: LIMITS.maxEnhancedChars + 20 })
    .map((length) => '🦊'.repeat(length)),
)

describe('the built-in rules', () => {
  it('only append, always the same, and never beyond the limit', () => {
    fc.assert(
      fc.property(prompts, (prompt) => {
        const { short, long } = improveByRules(prompt)
        expect(improveByRules(prompt)).toEqual({ short, long })
        expect(short.startsWith(prompt)).toBe(true)
        expect(long.startsWith(short)).toBe(true)
        expect(countChars(long)).toBeLessThanOrEqual(Math.max(LIMITS.maxEnhancedChars, countChars(prompt)))
        expect(short === long).toBe(long === prompt)
      }),
      { numRuns: 300 },
    )
  })

  it('say something about medium, light, composition and detail of a bare subject', () => {
    const prompt = 'a cat on a wall'
    const { short, long } = improveByRules(prompt)
    expect(countPhrases(long.slice(prompt.length))).toBe(4)
    expect(countPhrases(short.slice(prompt.length))).toBe(2)
  })

  it('choose among all phrases', () => {
    const chosen = new Set<string>()
    for (let index = 0; index < 400; index += 1) {
      for (const phrase of appended(`a cat, number ${index}`).split(', ')) chosen.add(phrase)
    }
    expect([...chosen].filter((phrase) => phrase !== '').sort()).toEqual(
      PHRASE_GROUPS.flatMap(({ phrases }) => phrases).sort(),
    )
  })

  it.each([
    ['a cat, oil painting', 0],
    ['a cat in watercolors', 0],
    ['a pencil-sketched cat', 0],
    ['a photo of a cat', 0],
    ['two cats at night', 1],
    ['a cat by the light of candles', 1],
    ['a cat at golden hour', 1],
    ['a sunlit cat', 1],
    ['close-up of a cat', 2],
    ["a cat from a bird's-eye view", 2],
    ['a cat framed by leaves', 2],
    ['a very detailed cat', 3],
    ['a cat in black and white', 3],
    ['a cat in vivid colors', 3],
  ])('leave out what "%s" has said itself', (prompt, group) => {
    const added = appended(prompt).split(', ').slice(1)
    const groups = added.map((phrase) => PHRASE_GROUPS.findIndex(({ phrases }) => phrases.includes(phrase)))
    expect(groups).toEqual([0, 1, 2, 3].filter((each) => each !== group))
  })

  it('do not take a lighthouse for light or a sunflower for the sun', () => {
    expect(countPhrases(appended('a lighthouse and a sunflower'))).toBe(4)
  })

  it('add nothing to what they have improved', () => {
    const { long } = improveByRules('a fox in snow')
    expect(improveByRules(long)).toEqual({ short: long, long })
  })

  it('begin a sentence behind a sentence', () => {
    expect(appended('A fox in snow.')).toMatch(/^ [A-Z0-9][^,]+, /)
    expect(appended('a fox in snow')).toMatch(/^, [a-z0-9]/)
    expect(appended('a fox in snow,')).toMatch(/^ [a-z0-9]/)
  })

  it('leave out the phrases that do not fit and keep those that do', () => {
    const prompt = 'x'.repeat(LIMITS.maxEnhancedChars - 40)
    expect(countPhrases(appended(prompt))).toBe(1)
  })

  it('leave an empty prompt as it is', () => {
    expect(improveByRules('')).toEqual({ short: '', long: '' })
  })
})

describe('the phrases', () => {
  it.each(PHRASE_GROUPS.map((group) => [group.phrases[0], group] as const))(
    'of "%s" are many, fit between commas and name their group',
    (_first, { phrases }) => {
      const others = PHRASE_GROUPS.filter((group) => group.phrases !== phrases).flatMap((group) => group.phrases)
      expect(new Set(phrases).size).toBeGreaterThanOrEqual(12)
      for (const phrase of phrases) {
        expect(phrase).toMatch(/^[a-z0-9][^,.;:]*[a-z]$/)
        const again = appended(phrase).split(', ').slice(1)
        expect(again.every((each) => others.includes(each))).toBe(true)
      }
    },
  )
})
