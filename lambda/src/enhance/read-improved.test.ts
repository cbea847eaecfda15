import { describe, expect, it } from 'vitest'
import { LIMITS } from '#contract/limits.ts'
import { readImproved } from './read-improved.ts'

const both = (text: string) => ({ short: text, long: text })

describe('an answer', () => {
  it('in the form that was asked for is two prompts', () => {
    const answer = '{"short": "a grey cat", "long": "a grey cat under an awning", "note": "enjoy"}'
    expect(readImproved(answer)).toEqual({ short: 'a grey cat', long: 'a grey cat under an awning' })
  })

  it.each([
    ['in a code block', '```json\n{"short": "a", "long": "a b"}\n```'],
    ['in a code block without a name', '```\n{"short": "a", "long": "a b"}\n```'],
    ['behind a lead-in', 'Here is the JSON object:\n{"short": "a", "long": "a b"}'],
    ['with quotes inside', '{"short": "\\"a\\"", "long": "“a b”"}'],
    ['with lead-ins inside', '{"short": "Prompt: a", "long": "Here is a longer one: a b"}'],
  ])('is an object %s', (_where, answer) => {
    expect(readImproved(answer)).toEqual({ short: 'a', long: 'a b' })
  })

  it.each([
    'a grey cat under an awning',
    '"a grey cat under an awning"',
    "'a grey cat under an awning'",
    '“a grey cat under an awning”',
    '„a grey cat under an awning“',
    '«a grey cat under an awning»',
    '`a grey cat under an awning`',
    'Here is the improved prompt: a grey cat under an awning',
    'Here\'s a more vivid version:\n\n"a grey cat under an awning"',
    'Sure! Here is your prompt.\n\na grey cat under an awning',
    'Improved prompt: "a grey cat under an awning"',
    '  a grey cat under an awning\n',
  ])('as a plain text counts for both, without what stands around it (%j)', (answer) => {
    expect(readImproved(answer)).toEqual(both('a grey cat under an awning'))
  })

  it.each([
    '"A" and "B" as neon signs',
    "the cat's pyjamas, a dog's dinner",
    'Here is a cat in the rain',
    'a 3:2 photograph - soft, * stars * everywhere',
    'a fox --ar 16:9, snake_case on a sign',
    'f*ck written on a wall in rough letters',
    'a cat < a dog, 5 > 3',
  ])('keeps what is its own (%j)', (answer) => {
    expect(readImproved(answer)).toEqual(both(answer))
  })

  it('keeps the apostrophes of a text in single quotes', () => {
    expect(readImproved("'a cat's paw'")).toEqual(both("a cat's paw"))
  })

  it('has no control characters', () => {
    expect(readImproved('a grey\u0007cat')).toEqual(both('a grey cat'))
  })

  it.each([
    '',
    '  \n ',
    '""',
    'Here is your improved prompt:',
    '{"short": "a"}',
    '{"long": "a b", "short": 3}',
    '{"short": "", "long": "a b"}',
    '{"prompt": "a"}',
    '["a", "a b"]',
    '{"short": "a", "long": "a b',
    '[{"short"',
    'null',
    '42',
    '# A cat\nin the rain',
    '- a cat\n- in the rain',
    '1. a cat\n2. in the rain',
    '> a cat',
    'a **grey** cat',
    'a *grey* cat',
    'a `grey` cat',
    '[a cat](https://example.org)',
    'a cat, see [this](https://example.org)',
    '```\na cat\n```',
    '| a | cat |',
    '<p>a cat</p>',
    '<!doctype html><title>502</title>',
    '{"short": "a", "long": "**a** b"}',
  ])('is of no use as %j', (answer) => {
    expect(readImproved(answer)).toBeUndefined()
  })

  it('is of no use over the limit, in either form', () => {
    const limit = '🦊'.repeat(LIMITS.maxEnhancedChars)
    expect(readImproved(limit)).toEqual(both(limit))
    expect(readImproved(`${limit}x`)).toBeUndefined()
    expect(readImproved(JSON.stringify({ short: 'a', long: `${limit}x` }))).toBeUndefined()
    expect(readImproved(JSON.stringify({ short: `${limit}x`, long: 'a' }))).toBeUndefined()
  })

  it('of great length costs no time', () => {
    const startedAt = performance.now()
    readImproved('Here is '.repeat(50_000))
    readImproved(`"${'*a '.repeat(100_000)}"`)
    readImproved('<a'.repeat(100_000))
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})
