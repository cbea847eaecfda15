import * as v from 'valibot'

const Score = v.object({ score: v.nullable(v.number()) })
const Metric = v.object({ numericValue: v.optional(v.number()) })
const Requests = v.object({
  details: v.object({ items: v.array(v.object({ url: v.string() })) }),
})

/** What is read of Lighthouse's result; a run that went wrong has a `runtimeError` and hardly anything else. */
const Result = v.object({
  lighthouseVersion: v.string(),
  userAgent: v.string(),
  finalDisplayedUrl: v.optional(v.string(), ''),
  runtimeError: v.optional(v.object({ code: v.string(), message: v.string() })),
  environment: v.object({ benchmarkIndex: v.number() }),
  categories: v.record(v.string(), Score),
  audits: v.record(v.string(), v.unknown()),
})

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const METRICS = {
  fcp: 'first-contentful-paint',
  lcp: 'largest-contentful-paint',
  tbt: 'total-blocking-time',
  'speed-index': 'speed-index',
  cls: 'cumulative-layout-shift',
} as const

/** One load of one page. What could not be measured is not a number. */
export interface PageRun {
  readonly values: Readonly<Record<string, number>>
  readonly benchmarkIndex: number
  readonly lighthouse: string
  readonly browser: string
  /** Why the page was not measured. */
  readonly failure?: string
}

/** The names that every run of a page has values for. */
export const PAGE_VALUES = [...CATEGORIES, ...Object.keys(METRICS), 'third-party']

/** Reads a result of Lighthouse. @throws where it has another form */
export function readResult(result: unknown): PageRun {
  const { categories, audits, runtimeError, environment, ...rest } = v.parse(Result, result)
  const common = {
    benchmarkIndex: environment.benchmarkIndex,
    lighthouse: rest.lighthouseVersion,
    browser: /Chrom\w*\/[\d.]+/.exec(rest.userAgent)?.[0] ?? rest.userAgent,
  }
  if (runtimeError !== undefined) {
    const values = Object.fromEntries(PAGE_VALUES.map((name) => [name, Number.NaN]))
    return { ...common, values, failure: `the page failed to load: ${runtimeError.code}` }
  }
  const scores = CATEGORIES.map((name) => [name, (categories[name]?.score ?? Number.NaN) * 100])
  const metrics = Object.entries(METRICS).map(([name, audit]) => [name, readMetric(audits[audit])])
  const thirdParty = countThirdParty(audits['network-requests'], rest.finalDisplayedUrl)
  return { ...common, values: Object.fromEntries([...scores, ...metrics, ['third-party', thirdParty]]) }
}

function readMetric(audit: unknown): number {
  const metric = v.safeParse(Metric, audit)
  return metric.success ? (metric.output.numericValue ?? Number.NaN) : Number.NaN
}

/** Requests to another origin than the page's own; what the browser makes of data and blobs leaves it not. */
function countThirdParty(audit: unknown, pageUrl: string): number {
  const requests = v.safeParse(Requests, audit)
  if (!requests.success || !URL.canParse(pageUrl)) return Number.NaN
  const { origin } = new URL(pageUrl)
  return requests.output.details.items.filter(
    ({ url }) => /^(?:https?|wss?):/.test(url) && new URL(url).origin !== origin,
  ).length
}
