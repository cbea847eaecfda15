import { escapeText } from '../../lambda/src/gallery/escape-text.ts'
import { showValue } from './figure.ts'

export interface Trend {
  readonly name: string
  /** One value a run, the oldest first; null where the run has none. */
  readonly values: readonly (number | null)[]
  /** When each run was, as it is shown. */
  readonly labels: readonly string[]
  readonly limit: number
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [280, 96, 8, 8, 10, 10]
/** The scale leaves this share free above and below what is drawn. */
const AIR = 0.15

/** One figure over the runs, with its limit as a dashed line. */
export function trendChart({ name, values, labels, limit }: Trend): string {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known, limit), Math.max(...known, limit)]
  const air = (high - low || 1) * AIR
  const yOf = (value: number) => {
    const share = (value - low + air) / (high - low + 2 * air)
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM))
  }
  const xOf = (at: number) => {
    const steps = Math.max(1, values.length - 1)
    return round(values.length === 1 ? WIDTH / 2 : LEFT + (at / steps) * (WIDTH - LEFT - RIGHT))
  }
  const points = values.flatMap((value, at) => (value === null ? [] : [{ x: xOf(at), y: yOf(value), value, at }]))
  const line = points.map(({ x, y }) => `${x},${y}`).join(' ')
  const dots = points.map(({ x, y, value, at }) => {
    const title = `${labels[at] ?? ''}: ${showValue(name, value)}`
    return `<circle cx="${x}" cy="${y}" r="4"><title>${escapeText(title)}</title></circle>`
  })
  const last = points.at(-1)?.value ?? Number.NaN
  const said = `${name}: ${showValue(name, last)} in the last run, the limit is ${showValue(name, limit)}`
  return `<figure><figcaption>${escapeText(name)}<strong>${showValue(name, last)}</strong></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeText(said)}">
<line class="limit" x1="0" x2="${WIDTH}" y1="${yOf(limit)}" y2="${yOf(limit)}"/>
<polyline points="${line}"/>${dots.join('')}</svg>
<small>limit ${showValue(name, limit)}</small></figure>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
