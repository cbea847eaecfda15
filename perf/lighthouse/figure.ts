import { summarize } from '../machine.ts'

/** What was measured of one thing: its name in words, such as "page /gallery mobile lcp", and the value of each run. */
export interface Figure {
  readonly name: string
  readonly values: readonly number[]
  /** What a reader has to know of it: that a page failed, or that it was measured once more. */
  readonly note?: string
}

type Unit = 'points' | 'ms' | 'bytes' | 'count' | 'shift'

/** The unit of a figure is told by its last word. */
const UNITS: Readonly<Record<string, Unit>> = {
  performance: 'points',
  accessibility: 'points',
  'best-practices': 'points',
  seo: 'points',
  fcp: 'ms',
  lcp: 'ms',
  tbt: 'ms',
  'speed-index': 'ms',
  inp: 'ms',
  cls: 'shift',
  requests: 'count',
  'third-party': 'count',
  gzip: 'bytes',
  brotli: 'bytes',
}

/** What depends on how fast the machine was; everything else is the same on any. */
const TIMINGS: ReadonlySet<string> = new Set(['performance', 'fcp', 'lcp', 'tbt', 'speed-index', 'inp'])

export function unitOf(name: string): Unit | undefined {
  return UNITS[lastWord(name)]
}

export function isTiming(name: string): boolean {
  return TIMINGS.has(lastWord(name))
}

/** The middle of the runs. Not a number where one of them is none: a run that failed must not be outvoted. */
export function medianOf({ values }: Pick<Figure, 'values'>): number {
  return values.every(Number.isFinite) ? summarize(values).median : Number.NaN
}

/** A value as people read it; KB are 1,000 bytes. */
export function showValue(name: string, value: number): string {
  if (!Number.isFinite(value)) return 'not a number'
  switch (unitOf(name)) {
    case 'ms':
      return `${Math.round(value).toLocaleString('en-US')} ms`
    case 'bytes':
      return `${(value / 1000).toFixed(1)} KB`
    case 'shift':
      return value.toFixed(3)
    case 'points':
    case 'count':
    case undefined:
      return String(Math.round(value * 10) / 10)
  }
}

function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? ''
}
