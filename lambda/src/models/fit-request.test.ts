import { describe, expect, it } from 'vitest'
import { TEST_ROW, testRequest } from '../../../tests/support/provider-runtime.ts'
import { cutAtWord, fitRequest } from './fit-request.ts'

const ALL = { aspectRatios: ['1:1', '16:9'], seed: true, negativePrompt: true, maxPrompt: 1000 }

describe('a request is fitted to its model', () => {
  it('and passes whole where the model can do everything', () => {
    const fitted = fitRequest(testRequest({ row: { capabilities: ALL }, seed: 7, negativePrompt: 'rain' }))
    expect(fitted).toMatchObject({ seed: 7, negativePrompt: 'rain', warnings: [] })
  })

  it('with one warning for each thing that the model cannot do', () => {
    const fitted = fitRequest(
      testRequest({
        row: { capabilities: { ...TEST_ROW.capabilities, maxPrompt: 12 } },
        seed: 0,
        negativePrompt: 'rain',
        aspectRatio: '16:9',
      }),
    )
    expect(fitted).toMatchObject({ prompt: 'a lighthouse', seed: undefined, negativePrompt: undefined })
    const codes = fitted.warnings.map((warning) => warning.code)
    expect(codes).toEqual(['prompt-cut', 'seed-unsupported', 'negative-unsupported', 'ratio-nearest'])
    for (const { message } of fitted.warnings) expect(message).toMatch(/^[A-Z].*\.$/)
  })

  it('without a warning for a negative prompt that is empty', () => {
    expect(fitRequest(testRequest({ negativePrompt: '' })).warnings).toEqual([])
  })
})

describe('a prompt that is too long', () => {
  it.each([
    ['ends at the last whole word', 'one two three', 9, 'one two'],
    ['keeps a word that just fits', 'one two three', 7, 'one two'],
    ['stays whole at the limit', 'one two', 7, 'one two'],
    ['is cut inside of a single word', 'abcdef', 4, 'abcd'],
    ['counts code points, and breaks none', '🙂🙂🙂🙂', 3, '🙂🙂🙂'],
  ])('%s', (_name, text, limit, expected) => {
    expect(cutAtWord(text, limit)).toBe(expected)
  })
})
