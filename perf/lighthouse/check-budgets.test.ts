import { describe, expect, it } from 'vitest'
import { type Budget, parseBudgets } from './budgets.ts'
import { checkBudgets, nearMisses } from './check-budgets.ts'
import { condenseRows } from './condense-rows.ts'
import { figuresOfPages } from './measure-pages.ts'
import { readResult } from './read-result.ts'

const budget = (figure: string, limit: Partial<Budget>): Budget => ({ figure, quick: false, ...limit })
const TOO_SLOW = 'not judged: the machine is busy'

function verdicts(budgets: readonly Budget[], figures: Parameters<typeof nearMisses>[1], tooSlow?: string) {
  return checkBudgets(budgets, { figures, tooSlow }).map(({ figure, verdict }) => [figure, verdict])
}

describe('the checker', () => {
  it('holds the median of the runs against the limit, which itself is within', () => {
    const figures = [
      { name: 'page / mobile lcp', values: [9000, 1500, 100] },
      { name: 'page /gallery mobile lcp', values: [9000, 1501, 100] },
      { name: 'page / mobile seo', values: [100] },
    ]
    const budgets = [budget('page * mobile lcp', { atMost: 1500 }), budget('page * mobile seo', { atLeast: 100 })]
    expect(verdicts(budgets, figures)).toEqual([
      ['page / mobile lcp', 'passed'],
      ['page /gallery mobile lcp', 'failed'],
      ['page / mobile seo', 'passed'],
    ])
  })

  it('says what is known to hold a figure that misses its limit, and nothing where it is within', () => {
    const heldBy = {
      'page / mobile lcp': 'the bytes of the first picture',
      'page /gallery mobile lcp': 'the bytes of the list of pictures',
    }
    const figures = [
      { name: 'page / mobile lcp', values: [1400] },
      { name: 'page /gallery mobile lcp', values: [2400], note: 'near miss: 5 runs were added' },
    ]
    const rows = checkBudgets([budget('page * mobile lcp', { atMost: 1500, heldBy })], { figures, tooSlow: undefined })
    expect(rows.map(({ verdict, note }) => [verdict, note])).toEqual([
      ['passed', undefined],
      ['failed', 'near miss: 5 runs were added; the bytes of the list of pictures'],
    ])
    const ofAll = budget('page * mobile lcp', {
      atMost: 1500,
      heldBy: { 'page * mobile lcp': 'the bytes of pictures' },
    })
    expect(checkBudgets([ofAll], { figures, tooSlow: undefined }).map(({ note }) => note)).toEqual([
      undefined,
      'near miss: 5 runs were added; the bytes of pictures',
    ])
    const text = JSON.stringify({
      budgets: [{ figure: 'page * mobile lcp', atMost: 1, heldBy: { 'flow a inp': heldBy['page / mobile lcp'] } }],
    })
    expect(() => parseBudgets(text)).toThrow('A reason is of a figure')
  })

  it('fails a budget that matches nothing, also one of fewer words', () => {
    const figures = [{ name: 'page / mobile lcp', values: [1] }]
    const budgets = [budget('page /galery mobile lcp', { atMost: 9 }), budget('page * lcp', { atMost: 9 })]
    const rows = checkBudgets(budgets, { figures, tooSlow: TOO_SLOW })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['failed', 'failed'])
    expect(rows[0]?.note).toContain('matches no figure')
  })

  it('fails a figure of which one run is not a number, on a machine of any speed', () => {
    const figures = [{ name: 'flow scroll inp', values: [10, Number.NaN, 10] }]
    const rows = checkBudgets([budget('flow * inp', { atMost: 100 })], { figures, tooSlow: TOO_SLOW })
    expect(rows).toMatchObject([{ verdict: 'failed', measured: 'not a number' }])
  })

  it('fails every budget of a page that failed to load in one run, and says why', () => {
    const good = readResult(result({}))
    const bad = readResult(result({ runtimeError: { code: 'ERRORED_DOCUMENT_REQUEST', message: 'no' } }))
    const target = { name: 'page / mobile', url: 'http://127.0.0.1/', formFactor: 'mobile' as const }
    const figures = figuresOfPages([{ target, runs: [good, good, bad], repeated: 0 }])
    const names = ['performance', 'accessibility', 'seo', 'best-practices', 'lcp', 'tbt', 'cls', 'third-party']
    const budgets = names.map((name) => budget(`page * mobile ${name}`, { atLeast: 0 }))
    const rows = checkBudgets(budgets, { figures, tooSlow: TOO_SLOW })
    expect(rows).toHaveLength(names.length)
    for (const row of rows) {
      expect(row).toMatchObject({ verdict: 'failed', note: 'the page failed to load: ERRORED_DOCUMENT_REQUEST' })
    }
    expect(verdicts(budgets, figuresOfPages([{ target, runs: [good], repeated: 0 }]))).toEqual(
      names.map((name) => [`page / mobile ${name}`, 'passed']),
    )
  })

  it('skips missed timings of a machine that is too slow, with the reason, and judges everything else', () => {
    const figures = [
      { name: 'page / mobile lcp', values: [9000] },
      { name: 'page / mobile tbt', values: [10] },
      { name: 'page / mobile cls', values: [0.2] },
      { name: 'bytes app js gzip', values: [300_000] },
    ]
    const budgets = [
      budget('page * mobile lcp', { atMost: 1500 }),
      budget('page * mobile tbt', { atMost: 50 }),
      budget('page * mobile cls', { atMost: 0.01 }),
      budget('bytes app js gzip', { atMost: 250_000 }),
    ]
    const rows = checkBudgets(budgets, { figures, tooSlow: TOO_SLOW })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['skipped', 'passed', 'failed', 'failed'])
    expect(rows[0]?.note).toBe(TOO_SLOW)
  })
})

describe('the rows of later parts', () => {
  it('are the largest one within the limit, and each one beyond it', () => {
    const figures = [10, 30, 20, 50, 60].map((size) => ({ name: `bytes lazy part-${size} gzip`, values: [size] }))
    const rows = condenseRows(
      checkBudgets([budget('bytes lazy * gzip', { atMost: 40 })], { figures, tooSlow: undefined }),
    )
    expect(rows.map(({ figure, verdict, note }) => [figure, verdict, note])).toEqual([
      ['bytes lazy part-30 gzip', 'passed', 'the largest of 3'],
      ['bytes lazy part-50 gzip', 'failed', undefined],
      ['bytes lazy part-60 gzip', 'failed', undefined],
    ])
  })
})

describe('a near miss', () => {
  const budgets = [budget('page * mobile lcp', { atMost: 1500, nearMiss: 200 })]

  it.each([
    ['within the limit', 1500, false],
    ['just beyond it', 1501, true],
    ['at the end of the margin', 1700, true],
    ['beyond the margin', 1701, false],
    ['not a number', Number.NaN, false],
  ])('%s is found or not', (_what, value, isNear) => {
    const figures = [{ name: 'page / mobile lcp', values: [value] }]
    expect(nearMisses(budgets, figures)).toEqual(isNear ? ['page / mobile lcp'] : [])
  })
})

describe('a file of budgets', () => {
  const parse = (row: object) => parseBudgets(JSON.stringify({ budgets: [row] }))

  it.each([
    ['without a limit', { figure: 'page / mobile lcp' }],
    ['with two limits', { figure: 'page / mobile lcp', atLeast: 1, atMost: 2 }],
    ['about a word that no figure ends with', { figure: 'page / mobile speed', atMost: 2 }],
    ['with a near miss of what is no timing', { figure: 'page / mobile cls', atMost: 0.1, nearMiss: 0.1 }],
    ['with a key that is misspelled', { figure: 'page / mobile lcp', atMots: 2 }],
    ['below nothing', { figure: 'page / mobile lcp', atMost: -1 }],
  ])('%s is refused by a sentence that names the file', (_what, row) => {
    expect(() => parse(row)).toThrow(/^perf\/budgets\.json: /)
  })

  it('without a budget is refused', () => {
    expect(() => parseBudgets('{ "budgets": [] }')).toThrow(/^perf\/budgets\.json: /)
  })
})

function result(more: object) {
  const metric = { numericValue: 1 }
  const score = { score: 1 }
  return {
    lighthouseVersion: '13',
    userAgent: 'Chrome/1',
    finalDisplayedUrl: 'http://127.0.0.1/',
    environment: { benchmarkIndex: 2000 },
    categories: { performance: score, accessibility: score, 'best-practices': score, seo: score },
    audits: {
      'first-contentful-paint': metric,
      'largest-contentful-paint': metric,
      'total-blocking-time': metric,
      'speed-index': metric,
      'cumulative-layout-shift': metric,
      'network-requests': { details: { items: [{ url: 'http://127.0.0.1/a.js' }, { url: 'data:,' }] } },
    },
    ...more,
  }
}
