import { describe, expect, it } from 'vitest'
import { spokenFor } from './spoken.ts'

describe('the language of the app', () => {
  it.each([
    [['de-DE', 'en'], 'de', 'de-DE'],
    [['fr', 'de-AT', 'en'], 'de', 'de-AT'],
    [['en-GB', 'de'], 'en', 'en-GB'],
    [['DE-ch'], 'de', 'DE-ch'],
    [['de-Latn-DE'], 'de', 'de-Latn-DE'],
    [['fr', 'it'], 'en', 'en'],
    [[], 'en', 'en'],
  ])('is the first of the browser that it has: %j', (preferred, language, locale) => {
    expect(spokenFor('browser', preferred)).toEqual({ language, locale })
  })

  it('is no other language that begins with the same letters', () => {
    expect(spokenFor('browser', ['dei', 'eno'])).toEqual({ language: 'en', locale: 'en' })
  })

  it('is the chosen one whatever the browser says, written as in the place of the browser', () => {
    expect(spokenFor('de', ['en-US'])).toEqual({ language: 'de', locale: 'de' })
    expect(spokenFor('en', ['de-DE', 'en-AU'])).toEqual({ language: 'en', locale: 'en-AU' })
  })

  it('is never written in a way that Intl does not take', () => {
    for (const odd of ['en-US@posix', 'de-DE-u-co-phonebk', 'de_DE', 'en-', 'de-x', 'C', '']) {
      expect(() => new Intl.NumberFormat(spokenFor('browser', [odd]).locale)).not.toThrow()
    }
  })
})
