import type { Random } from './random.ts'

/** Corners as x, y, x, y, ... in whole pixels. */
export type Points = readonly number[]

/** A quarter of a sine wave in 16 steps, times 1,000: whole numbers, since engines differ in their own sine. */
const QUARTER = [0, 98, 195, 290, 383, 471, 556, 634, 707, 773, 831, 882, 924, 957, 981, 995, 1000]

/** Sine of `step` 64ths of a turn, times 1,000. */
function sine(step: number): number {
  const turn = ((step % 64) + 64) % 64
  const half = turn % 32
  const value = QUARTER[half <= 16 ? half : 32 - half] ?? 0
  return turn < 32 ? value : -value
}

interface Round {
  readonly x: number
  readonly y: number
  readonly rx: number
  readonly ry: number
}

export function ellipse({ x, y, rx, ry }: Round, corners = 32): number[] {
  const points: number[] = []
  for (let corner = 0; corner < corners; corner += 1) {
    const step = Math.floor((corner * 64) / corners)
    points.push(x + Math.floor((rx * sine(step + 16)) / 1000), y + Math.floor((ry * sine(step)) / 1000))
  }
  return points
}

/** A round shape with an uneven edge, such as a bush or a cloud's puff. */
export function blob(round: Round, random: Random, unevenness: number): number[] {
  const points: number[] = []
  for (let step = 0; step < 64; step += 4) {
    const share = 100 - unevenness + random.below(2 * unevenness + 1)
    points.push(
      round.x + Math.floor((round.rx * share * sine(step + 16)) / 100_000),
      round.y + Math.floor((round.ry * share * sine(step)) / 100_000),
    )
  }
  return points
}

export function rectangle(x: number, y: number, width: number, height: number): number[] {
  return [x, y, x + width, y, x + width, y + height, x, y + height]
}

interface Ridge {
  readonly width: number
  /** Where the ridge lies on average, and how far it rises and falls. */
  readonly y: number
  readonly height: number
  readonly bottom: number
  /** Halvings of the line; each adds detail of half the size. */
  readonly detail: number
}

/** A skyline of hills or mountains by midpoint displacement, closed at the bottom. */
export function ridge({ width, y, height, bottom, detail }: Ridge, random: Random): number[] {
  let heights = [random.between(-height, height), random.between(-height, height)]
  let size = height
  for (let level = 0; level < detail; level += 1) {
    const finer: number[] = []
    for (let index = 0; index + 1 < heights.length; index += 1) {
      const [left = 0, right = 0] = [heights[index], heights[index + 1]]
      finer.push(left, Math.floor((left + right) / 2) + random.between(-size, size))
    }
    finer.push(heights.at(-1) ?? 0)
    heights = finer
    size = Math.floor((size * 52) / 100)
  }
  const last = heights.length - 1
  const line = heights.flatMap((rise, index) => [Math.floor((width * index) / last), y - rise])
  return [...line, width, bottom, 0, bottom]
}

/** Corners of a drawing in a box of 100 by 100, placed with the middle of its foot at x, y. */
export function place(drawing: Points, { x, y, size, mirrored }: Placement): number[] {
  return drawing.map((value, index) => {
    if (index % 2 === 1) return y + Math.floor(((value - 100) * size) / 100)
    return x + Math.floor((((mirrored ? 100 - value : value) - 50) * size) / 100)
  })
}

export interface Placement {
  readonly x: number
  readonly y: number
  /** Pixels of the box. */
  readonly size: number
  readonly mirrored: boolean
}

/** So many percent of a length, in whole pixels. */
export function share(whole: number, percent: number): number {
  return Math.floor((whole * percent) / 100)
}
