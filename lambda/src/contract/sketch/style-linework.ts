import { brightness, type Color, lighter, mix, toHex } from './color.ts'
import type { Points } from './geometry.ts'
import type { Random } from './random.ts'
import { crossings, extent } from './scanline.ts'
import type { Composition, Shape } from './shape.ts'
import { pathOf, svgDocument } from './svg.ts'

const PAPER = '#f8f4e8'
const INK = '#1f2430'

/** Pen and ink: contours, hatching by tone, and one color for what the picture is about. */
export function renderLinework(
  { width, height, skyTop, skyBottom, shapes, accent }: Composition,
  random: Random,
): string {
  const unit = Math.max(2, Math.floor(Math.min(width, height) / 220))
  const sky = hatch([0, 0, width, 0, width, height, 0, height], {
    gap: skyGap(mix(skyTop, skyBottom, 30), unit),
    slope: 0,
    random,
    limit: Math.floor((height * 62) / 100),
  })
  const parts = shapes.map((shape) => draw(shape, { unit, accent, random }))
  const margin = 4 * unit
  const frame = `<path d="M0 0H${width}V${height}H0ZM${margin} ${margin}V${height - margin}H${width - margin}V${margin}Z" fill="${PAPER}"/><path d="M${margin} ${margin}H${width - margin}V${height - margin}H${margin}Z" fill="none" stroke="${INK}" stroke-width="${unit}"/>`
  const paper = `<rect width="${width}" height="${height}" fill="${PAPER}"/>`
  return svgDocument(width, height, [paper, strokes(sky, unit, '.5'), ...parts, frame])
}

interface Pen {
  readonly unit: number
  readonly accent: Color
  readonly random: Random
}

function draw({ points, color, layer }: Shape, pen: Pen): string {
  const { unit } = pen
  const outline = (width: number, fill: string) =>
    `<path d="${pathOf(points)}" fill="${fill}" stroke="${INK}" stroke-width="${width}" stroke-linejoin="round"/>`
  switch (layer) {
    case 'fog':
      return strokes(hatch(points, { ...pen, gap: 5 * unit, slope: 0 }), 1, '.5')
    case 'weather':
      return outline(1, PAPER)
    case 'cloud':
    case 'light':
      return outline(unit, PAPER)
    case 'detail':
      return outline(1, darkness(color) > 140 ? INK : PAPER)
    case 'subject': {
      const fill = near(color, pen.accent) ? toHex(lighter(pen.accent, 26)) : PAPER
      return outline(Math.floor((unit * 3) / 2), fill) + shadeSubject(points, darkness(color), pen)
    }
    case 'back':
    case 'ground':
    case 'water': {
      const gap = gapOf(darkness(color), unit) + (layer === 'water' ? unit : 0)
      const lines = gap <= unit ? [] : hatch(points, { ...pen, gap, slope: layer === 'back' ? -1 : 0 })
      return outline(unit, PAPER) + strokes(lines, 1, layer === 'back' ? '.8' : '.45')
    }
  }
}

/** Hatching along the form, and across it where it is dark. */
function shadeSubject(points: Points, dark: number, pen: Pen): string {
  const gap = gapOf(dark, pen.unit)
  if (gap === 0) return ''
  const along = hatch(points, { ...pen, gap, slope: 1 })
  const across = dark > 175 ? hatch(points, { ...pen, gap: gap + pen.unit, slope: -1 }) : []
  return strokes([...along, ...across], Math.max(1, Math.floor(pen.unit / 2)), '.8')
}

function darkness(color: Color): number {
  return 255 - brightness(color)
}

/** The distance of hatching lines for a tone; 0 leaves it white. */
function gapOf(dark: number, unit: number): number {
  if (dark > 205) return 2 * unit
  if (dark > 160) return 3 * unit
  if (dark > 115) return 5 * unit
  return dark > 75 ? 9 * unit : 0
}

/** Whether two colors are shades of one: their channels differ by about the same amount. */
function near(one: Color, other: Color): boolean {
  const [red, green, blue] = [16, 8, 0].map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255))
  return (
    Math.abs((red ?? 0) - (green ?? 0)) + Math.abs((green ?? 0) - (blue ?? 0)) + Math.abs((red ?? 0) - (blue ?? 0)) <
    150
  )
}

function skyGap(sky: Color, unit: number): number {
  const dark = darkness(sky)
  if (dark > 190) return 3 * unit
  return dark > 130 ? 6 * unit : 14 * unit
}

interface Hatching {
  readonly gap: number
  /** 0 level, 1 falling, -1 rising. */
  readonly slope: -1 | 0 | 1
  readonly random: Random
  /** No line starts below this. */
  readonly limit?: number
}

/** Lines inside a polygon. Slanted ones are found level in a sheared copy of it and sheared back. */
function hatch(points: Points, { gap, slope, random, limit }: Hatching): string[] {
  const sheared = points.map((value, index) => (index % 2 === 0 ? value : value - slope * (points[index - 1] ?? 0)))
  const { top, bottom } = extent(sheared)
  const lines: string[] = []
  for (let y = top + gap; y < Math.min(bottom, limit ?? bottom); y += gap) {
    const xs = crossings(sheared, y)
    for (let index = 0; index + 1 < xs.length; index += 2) {
      const from = (xs[index] ?? 0) + random.between(0, gap)
      const to = (xs[index + 1] ?? 0) - random.between(0, gap)
      if (to - from > gap) lines.push(`M${from} ${y + slope * from}L${to} ${y + slope * to}`)
    }
  }
  return lines
}

function strokes(lines: readonly string[], width: number, opacity: string): string {
  if (lines.length === 0) return ''
  return `<path d="${lines.join('')}" fill="none" stroke="${INK}" stroke-width="${width}" stroke-opacity="${opacity}"/>`
}
