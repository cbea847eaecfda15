import { describe, expect, it } from 'vitest'
import { createPromptCheck } from '../../../../lambda/src/safety/check-prompt.ts'
import { examplePrompts } from './example-prompts.ts'
import { builtInTemplates } from './ideas.ts'

describe('the examples', () => {
  it('are at least 120, none of them twice, of a length that fits the box of a phone', () => {
    expect(examplePrompts.length).toBeGreaterThanOrEqual(120)
    expect(new Set(examplePrompts.map((prompt) => prompt.toLowerCase())).size).toBe(examplePrompts.length)
    const unfit = examplePrompts.filter(({ length }) => length < 40 || length > 160)
    expect(unfit).toEqual([])
  })

  it('are all accepted by the server’s check of words, and so are the templates', () => {
    const check = createPromptCheck()
    const all = [...examplePrompts, ...builtInTemplates.map(({ text }) => text)]
    expect(all.filter((text) => check(text).status !== 'allowed')).toEqual([])
    expect(check(`${examplePrompts[0]} motherfucker`).status).toBe('blocked')
  })

  it('begin each in a way of its own', () => {
    const starts = examplePrompts.map((prompt) => prompt.split(' ').slice(0, 4).join(' '))
    expect(starts.filter((start, index) => starts.indexOf(start) !== index)).toEqual([])
  })
})
