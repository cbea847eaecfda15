import type { Points } from './geometry.ts'
import type { Random } from './random.ts'
import { crossings, extent } from './scanline.ts'

interface Hatching {
  readonly gap: number
  /** 1 falling, -1 rising. */
  readonly slope: -1 | 1
  readonly random: Random
}

/** Slanted lines inside a polygon: found level in a sheared copy of it and sheared back. */
export function hatch(points: Points, { gap, slope, random }: Hatching): string[] {
  const sheared = points.map((value, index) => (index % 2 === 0 ? value : value - slope * (points[index - 1] ?? 0)))
  const { top, bottom } = extent(sheared)
  const lines: string[] = []
  for (let y = top + gap; y < bottom; y += gap) {
    for (const [left, right] of spans(sheared, y)) {
      const from = left + random.between(0, gap)
      const to = right - random.between(0, gap)
      if (to - from > gap) lines.push(`M${from} ${y + slope * from}L${to} ${y + slope * to}`)
    }
  }
  return lines
}

interface Strokes {
  /** The first gap, from the top, in pixels. */
  readonly gap: number
  /** How much wider each gap is than the one above it, in percent. */
  readonly growth: number
  /** Percent of a line that is drawn. */
  readonly cover: number
  /** The height of its waves in percent of their length; 0 is straight. */
  readonly wave: number
  /** Pixels of the picture's width: the longest stroke is a share of it. */
  readonly width: number
  /** No stroke lies below this. */
  readonly limit?: number
  readonly random: Random
}

/** Level strokes inside a polygon, broken as by a light hand, that part more and more on their way down. */
export function levelStrokes(points: Points, strokes: Strokes): string[] {
  const { top, bottom } = extent(points)
  const end = Math.min(bottom, strokes.limit ?? bottom)
  const lines: string[] = []
  let gap = strokes.gap * 100
  for (let y = top * 100 + gap; y < end * 100; y += gap) {
    for (const span of spans(points, Math.floor(y / 100))) {
      lines.push(...breakLine(span, Math.floor(y / 100), strokes))
    }
    gap += Math.floor((gap * strokes.growth) / 100)
  }
  return lines
}

function breakLine(
  [left, right]: readonly [number, number],
  y: number,
  { gap, cover, wave, width, random }: Strokes,
): string[] {
  const longest = Math.floor(width / 5)
  const lines: string[] = []
  for (let x = left + random.below(longest); x < right; ) {
    const end = Math.min(right, x + random.between(Math.floor(longest / 5), longest))
    if (end - x > gap) lines.push(`M${x} ${y + random.between(-1, 1)}${stroke(end - x, wave, random)}`)
    x = end + Math.floor((random.between(1, longest) * (100 - cover)) / cover)
  }
  return lines
}

/** A straight stroke, or one that swings up and down again. */
function stroke(length: number, wave: number, random: Random): string {
  if (wave === 0) return `h${length}`
  const half = Math.floor(length / 2)
  const height = Math.max(2, Math.floor((half * wave) / 100)) * (random.chance(50) ? 1 : -1)
  return `q${Math.floor(half / 2)} ${height} ${half} 0t${length - half} 0`
}

function spans(points: Points, y: number): [number, number][] {
  const xs = crossings(points, y)
  return Array.from({ length: Math.floor(xs.length / 2) }, (_, pair) => [xs[pair * 2] ?? 0, xs[pair * 2 + 1] ?? 0])
}
