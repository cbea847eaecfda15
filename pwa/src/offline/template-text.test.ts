import { describe, expect, it } from 'vitest'
import { fillTemplate, parseTemplate, TEMPLATE_LIMITS } from './template-text.ts'

const blanksOf = (text: string) => {
  const parsed = parseTemplate(text)
  return parsed.ok ? parsed.blanks : parsed.problem
}

function filled(text: string, values: Readonly<Record<string, string>>): string | undefined {
  const parsed = parseTemplate(text)
  return parsed.ok ? fillTemplate(parsed.parts, new Map(Object.entries(values))) : undefined
}

describe('a text with blanks', () => {
  it('names each blank once, in the order in which they stand', () => {
    expect(blanksOf('a {animal} in { a  place }, {animal} again')).toEqual(['animal', 'a place'])
    expect(blanksOf('no blanks')).toEqual([])
  })

  it('has one value for all places of a blank, and shows a blank without one by its name', () => {
    expect(filled('a {animal} beside a {animal} in {place}', { animal: ' fox ' })).toBe('a fox beside a fox in {place}')
    expect(filled('{it}', { it: '{braces} stay' })).toBe('{braces} stay')
  })

  it.each([
    ['a {fox', 'unclosed'],
    ['a {fox {hen}', 'unclosed'],
    ['a fox}', 'unopened'],
    ['{a}}', 'unopened'],
    ['a {}', 'nameless'],
    ['a {  }', 'nameless'],
    [`a {${'x'.repeat(TEMPLATE_LIMITS.blank + 1)}}`, 'long-blank'],
    [Array.from({ length: TEMPLATE_LIMITS.blanks + 1 }, (_, index) => `{b${index}}`).join(' '), 'many-blanks'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(blanksOf(text)).toBe(problem)
  })

  it('takes names that objects have already as any other', () => {
    expect(blanksOf('{constructor} {__proto__}')).toEqual(['constructor', '__proto__'])
    expect(filled('a {constructor}', {})).toBe('a {constructor}')
  })
})
