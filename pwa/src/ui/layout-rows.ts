import type { GalleryEntry } from '#contract/gallery.ts'

export interface RowShape {
  /** Of the list, in pixels. */
  readonly width: number
  /** About how high pictures are. */
  readonly height: number
  readonly gap: number
  /** What stands below each picture, the gap to the next row included. */
  readonly foot: number
}

/** Where one tile lies in the list, in pixels. */
export interface TileBox {
  readonly left: number
  readonly top: number
  readonly width: number
  /** Of the picture alone. */
  readonly height: number
}

export interface RowLayout {
  readonly rows: number
  readonly tiles: number
  readonly shape: RowShape
  /** The index of a row's first tile; of the row behind the last one: how many tiles there are. */
  readonly firstOf: (row: number) => number
  readonly topOf: (row: number) => number
  /** With its foot. */
  readonly heightOf: (row: number) => number
  readonly rowOf: (tile: number) => number
  /** The row at a height of the list. */
  readonly rowAt: (top: number) => number
  readonly boxesOf: (row: number) => readonly TileBox[]
}

/** Shapes beyond these are fitted into a box of the limit: no picture takes a screen alone or is a line. */
const MIN_RATIO = 0.5
const MAX_RATIO = 3

/**
 * Rows in reading order that fill the width, each with pictures of one height. The whole gallery is laid out at once, in
 * plain arrays: some milliseconds for 100,000 tiles. A row never changes with what comes after it, except for the last.
 */
export function layoutRows(items: readonly GalleryEntry[], shape: RowShape): RowLayout {
  const tiles = items.length
  const firsts = new Int32Array(tiles + 1)
  const tops = new Float64Array(tiles + 1)
  let rows = 0
  let sum = 0
  let top = 0

  function close(next: number, height: number): void {
    rows += 1
    firsts[rows] = next
    top += Math.round(height) + shape.foot
    tops[rows] = top
    sum = 0
  }

  for (let tile = 0; tile < tiles; tile += 1) {
    const ratio = ratioOf(items[tile])
    const count = tile - at(firsts, rows)
    const without = fittingHeight(shape, sum, count)
    const withIt = fittingHeight(shape, sum + ratio, count + 1)
    if (withIt > shape.height) {
      sum += ratio
    } else if (count > 0 && without / shape.height < shape.height / withIt) {
      close(tile, without)
      sum = ratio
    } else {
      close(tile + 1, withIt)
    }
  }
  if (sum > 0) close(tiles, Math.min(shape.height, fittingHeight(shape, sum, tiles - at(firsts, rows))))

  const heightOf = (row: number) => at(tops, row + 1) - at(tops, row)
  return {
    ...{ rows, tiles, shape, heightOf },
    firstOf: (row) => at(firsts, row),
    topOf: (row) => at(tops, row),
    rowOf: (tile) => lastAtMost(firsts, rows, tile),
    rowAt: (height) => lastAtMost(tops, rows, height),
    boxesOf(row) {
      const height = heightOf(row) - shape.foot
      return boxes(items.slice(at(firsts, row), at(firsts, row + 1)), { shape, top: at(tops, row), height })
    },
  }
}

/** Rounded edges, so that neighbours neither overlap nor drift apart, and a full row ends with the list. */
function boxes(
  items: readonly GalleryEntry[],
  { shape, top, height }: { shape: RowShape; top: number; height: number },
): readonly TileBox[] {
  const ratios = items.map(ratioOf)
  const sum = ratios.reduce((total, ratio) => total + ratio, 0)
  const gaps = shape.gap * (items.length - 1)
  const isFull = Math.abs(fittingHeight(shape, sum, items.length) - height) < 1
  const unit = isFull ? (shape.width - gaps) / sum : height
  let passed = 0
  return ratios.map((ratio, index) => {
    const left = Math.round(passed * unit) + shape.gap * index
    passed += ratio
    return { left, top, width: Math.round(passed * unit) + shape.gap * index - left, height }
  })
}

/** How high a row is whose pictures fill the width. */
function fittingHeight({ width, gap }: RowShape, ratios: number, count: number): number {
  return (width - gap * (count - 1)) / ratios
}

function ratioOf(entry: GalleryEntry | undefined): number {
  const { width, height } = entry?.preview ?? { width: 1, height: 1 }
  const ratio = width / height
  return ratio > 0 ? Math.min(Math.max(ratio, MIN_RATIO), MAX_RATIO) : 1
}

/** The last row that begins at or before a value. */
function lastAtMost(starts: Int32Array | Float64Array, rows: number, value: number): number {
  let low = 0
  let high = Math.max(rows - 1, 0)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (at(starts, middle) <= value) low = middle
    else high = middle - 1
  }
  return low
}

function at(numbers: Int32Array | Float64Array, index: number): number {
  return numbers[index] ?? 0
}

/** From this width of the list on there is room for larger pictures. */
const WIDE = 600
/** Tiles of a row at most, about: a wall of screens has larger pictures, not more of them. */
const MOST_IN_ROW = 8

/** The rows of a list of a width, in pixels. */
export function rowShapeFor(width: number): RowShape {
  if (width < WIDE) return { width, height: 140, gap: 8, foot: 40 }
  return { width, height: Math.max(240, Math.round(width / MOST_IN_ROW)), gap: 12, foot: 44 }
}
