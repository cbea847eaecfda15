import { describe, expect, it } from 'vitest'
import { readResult } from './read-result.ts'

const RESULT = {
  lighthouseVersion: '13.5.0',
  userAgent: 'Mozilla/5.0 (X11) HeadlessChrome/156.0.0.0 Safari/537.36',
  finalDisplayedUrl: 'http://127.0.0.1:1/gallery',
  environment: { benchmarkIndex: 1500 },
  categories: { performance: { score: 0.98 }, seo: { score: null } },
  audits: {
    'largest-contentful-paint': { numericValue: 1234.5 },
    'total-blocking-time': { score: null, errorMessage: 'no trace' },
    'network-requests': {
      details: {
        items: [
          'http://127.0.0.1:1/a.js',
          'http://127.0.0.1:2/b.js',
          'https://fonts.example/c',
          'data:,',
          'blob:x',
        ].map((url) => ({ url })),
      },
    },
  },
}

describe('a result of Lighthouse', () => {
  it('gives points of a hundred, metrics, and requests to other origins', () => {
    const { values, browser, benchmarkIndex, failure } = readResult(RESULT)
    expect(values).toMatchObject({ performance: 98, lcp: 1234.5, 'third-party': 2 })
    expect([browser, benchmarkIndex, failure]).toEqual(['Chrome/156.0.0.0', 1500, undefined])
  })

  it('gives no number for what Lighthouse could not measure', () => {
    const { values } = readResult(RESULT)
    expect(values).toMatchObject({ seo: Number.NaN, accessibility: Number.NaN, tbt: Number.NaN, cls: Number.NaN })
  })

  it('of another form is refused', () => {
    expect(() => readResult({ lighthouseVersion: '13.5.0' })).toThrow()
  })
})
