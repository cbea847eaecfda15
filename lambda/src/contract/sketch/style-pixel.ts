import { type Color, mix, toHex } from './color.ts'
import { crossings, extent } from './scanline.ts'
import type { Composition, Layer, Shape } from './shape.ts'
import { svgDocument } from './svg.ts'

/** Cells on the longer side. */
const CELLS = 128
/** Order in which a 4 by 4 block is filled as a color gets stronger (Bayer matrix). */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]
const INK: Color = 0x1b1d2b

/** Pixel art: a coarse grid, few shades, a dithered sky, and a dark line around the subjects. */
export function renderPixel({ width, height, skyTop, skyBottom, shapes }: Composition): string {
  const cell = Math.floor(Math.max(width, height) / CELLS)
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const grid = { columns, rows, cell, cells: new Int32Array(columns * rows), outlined: new Uint8Array(columns * rows) }
  fillSky(grid, skyTop, skyBottom)
  for (const shape of shapes) fill(grid, shape)
  outline(grid)
  return svgDocument(width, height, runs(grid), ' shape-rendering="crispEdges"')
}

interface Grid {
  readonly columns: number
  readonly rows: number
  readonly cell: number
  readonly cells: Int32Array
  /** 1 where a subject is. */
  readonly outlined: Uint8Array
}

function fillSky({ columns, rows, cells }: Grid, top: Color, bottom: Color): void {
  const steps = 7
  for (let row = 0; row < rows; row += 1) {
    const level = Math.min(steps * 16 - 1, Math.floor((row * steps * 16 * 100) / (rows * 66)))
    for (let column = 0; column < columns; column += 1) {
      const threshold = BAYER[(row % 4) * 4 + (column % 4)] ?? 0
      const step = Math.min(steps, Math.floor(level / 16) + (level % 16 > threshold ? 1 : 0))
      cells[row * columns + column] = reduce(mix(top, bottom, Math.floor((step * 100) / steps)))
    }
  }
}

/** Thin forms that would vanish between the cells get one cell all the same. */
const THIN: readonly Layer[] = ['weather', 'light']

function fill(grid: Grid, { points, color, layer }: Shape): void {
  const { columns, rows, cell } = grid
  const { top, bottom } = extent(points)
  const half = Math.floor(cell / 2)
  const toColumn = (x: number) => Math.floor((x + half) / cell)
  const shade = reduce(color)
  for (let row = Math.max(0, Math.floor(top / cell)); row < rows && row * cell <= bottom; row += 1) {
    const xs = crossings(points, row * cell + half)
    for (let index = 0; index + 1 < xs.length; index += 2) {
      const from = Math.max(0, toColumn(xs[index] ?? 0))
      const least = THIN.includes(layer) ? from + 1 : from
      const to = Math.min(columns, Math.max(least, toColumn(xs[index + 1] ?? 0)))
      fillRun(grid, { row, from, to }, { shade, layer })
    }
  }
}

interface Run {
  readonly row: number
  readonly from: number
  readonly to: number
}

function fillRun(
  { columns, cells, outlined }: Grid,
  { row, from, to }: Run,
  ink: { shade: Color; layer: Layer },
): void {
  const isFog = ink.layer === 'fog'
  for (let column = from; column < to; column += 1) {
    // Fog is thin: every other cell lets through what lies behind it.
    if (isFog && (row + column) % 2 === 0) continue
    const at = row * columns + column
    cells[at] = ink.shade
    if (!isFog && ink.layer !== 'weather') outlined[at] = ink.layer === 'subject' ? 1 : 0
  }
}

function outline({ columns, rows, cells, outlined }: Grid): void {
  const isSubject = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < rows && column < columns && outlined[row * columns + column] === 1
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (isSubject(row, column)) continue
      if (
        isSubject(row - 1, column) ||
        isSubject(row + 1, column) ||
        isSubject(row, column - 1) ||
        isSubject(row, column + 1)
      )
        cells[row * columns + column] = INK
    }
  }
}

/** Few shades: steps of 20 a channel. */
function reduce(color: Color): Color {
  const step = (shift: number) => Math.min(255, Math.floor((((color >> shift) & 255) + 10) / 20) * 20)
  return (step(16) << 16) | (step(8) << 8) | step(0)
}

/** One path per color, of level runs. */
function runs({ columns, rows, cell, cells }: Grid): string[] {
  const paths = new Map<Color, string[]>()
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; ) {
      const color = cells[row * columns + column] ?? 0
      let end = column + 1
      while (end < columns && cells[row * columns + end] === color) end += 1
      const path = paths.get(color) ?? []
      if (path.length === 0) paths.set(color, path)
      path.push(`M${column * cell} ${row * cell}h${(end - column) * cell}v${cell}h${(column - end) * cell}z`)
      column = end
    }
  }
  return [...paths].map(([color, path]) => `<path d="${path.join('')}" fill="${toHex(color)}"/>`)
}
