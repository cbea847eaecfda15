// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeLanguageChoice } from '#platform/page-language.ts'
import type { ErrorReport } from '#platform/report-error.ts'
import { german } from '#ui/texts/de/german.ts'
import { texts } from '#ui/texts/en.ts'
import { count } from '#ui/texts/format.ts'
import { startLanguage } from './start-language.ts'

let reports: ErrorReport[]
const report = (each: ErrorReport) => {
  reports.push(each)
  return 'id-7'
}
const preferred = (...languages: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)

beforeEach(() => {
  vi.useFakeTimers()
  reports = []
  localStorage.clear()
  document.documentElement.lang = 'en'
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

// In this order: a page that speaks German once does so until it is loaded anew.
describe('the start of the app', () => {
  it('loads nothing for English', async () => {
    preferred('en-GB', 'de')
    await startLanguage(report, { de: () => expect.unreachable() })
    expect(texts.common.close).toBe('Close')
    expect(reports).toEqual([])
  })

  it.each([
    ['cannot be loaded', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))],
    ['does not come', () => new Promise<never>(() => undefined)],
  ])('goes on in English, and reports it, where the translation %s', async (_what, load) => {
    preferred('de-DE')
    const started = startLanguage(report, { de: load })
    await vi.advanceTimersByTimeAsync(4000)
    await started
    expect(texts.common.close).toBe('Close')
    expect([count.format(1234.5), texts.prompt.counter(12, 1000)]).toEqual(['1,234.5', '12 of 1,000'])
    expect(document.documentElement.lang).toBe('en')
    expect(reports).toMatchObject([{ where: 'language', level: 'WARNING' }])
  })

  it('keeps to English where the translation comes too late', async () => {
    preferred('de-DE')
    const late = Promise.withResolvers<typeof german>()
    const started = startLanguage(report, { de: () => late.promise })
    await vi.advanceTimersByTimeAsync(4000)
    await started
    late.resolve(german)
    await vi.advanceTimersByTimeAsync(0)
    expect(texts.common.close).toBe('Close')
  })

  it('takes the browser for the choice where storage is blocked, and says that none can be kept', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('Access is denied', 'SecurityError')
    })
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Access is denied', 'SecurityError')
    })
    preferred('en')
    await startLanguage(report)
    expect(writeLanguageChoice('de')).toBe(false)
    expect(reports).toEqual([])
  })

  it('takes no notice of a choice that is none', async () => {
    localStorage.setItem('language', 'klingon')
    preferred('en')
    await startLanguage(report)
    expect(texts.common.close).toBe('Close')
  })

  it('speaks the chosen language whatever the browser prefers, and writes numbers in it', async () => {
    preferred('en-US')
    writeLanguageChoice('de')
    await startLanguage(report)
    expect([texts.common.close, count.format(1234.5)]).toEqual(['Schließen', '1.234,5'])
    expect(texts.prompt.counter(12, 1000)).toBe('12 von 1.000')
    expect(document.documentElement.lang).toBe('de')
    expect(reports).toEqual([])
  })
})
