import { brightness, type Color, lighter, mix, toHex } from './color.ts'
import type { Points } from './geometry.ts'
import { hatch, levelStrokes } from './hatching.ts'
import type { Random } from './random.ts'
import { extent } from './scanline.ts'
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
  const pen = { unit, width, accent, random }
  const sky = hatchSky({ width, height, dark: darkness(mix(skyTop, skyBottom, 30)) }, pen)
  const parts = shapes.map((shape) => draw(shape, pen))
  const margin = 4 * unit
  const frame = `<path d="M0 0H${width}V${height}H0ZM${margin} ${margin}V${height - margin}H${width - margin}V${margin}Z" fill="${PAPER}"/><path d="M${margin} ${margin}H${width - margin}V${height - margin}H${margin}Z" fill="none" stroke="${INK}" stroke-width="${unit}"/>`
  const paper = `<rect width="${width}" height="${height}" fill="${PAPER}"/>`
  return svgDocument(width, height, [paper, strokes(sky, lineWidth(unit), '.55'), ...parts, frame])
}

interface Pen {
  readonly unit: number
  /** Pixels of the picture. */
  readonly width: number
  readonly accent: Color
  readonly random: Random
}

function draw({ points, color, layer }: Shape, pen: Pen): string {
  const { unit } = pen
  const outline = (width: number, fill: string) =>
    `<path d="${pathOf(points)}" fill="${fill}" stroke="${INK}" stroke-width="${width}" stroke-linejoin="round"/>`
  switch (layer) {
    case 'fog':
      return strokes(
        levelStrokes(points, {
          ...pen,
          gap: 5 * unit,
          growth: 0,
          cover: 60,
          wave: 4,
        }),
        1,
        '.5',
      )
    case 'weather':
      return outline(1, PAPER)
    case 'cloud':
    case 'light':
      return outline(unit, PAPER)
    case 'detail':
      return drawDetail(points, darkness(color), pen)
    case 'subject': {
      const fill = near(color, pen.accent) ? toHex(lighter(pen.accent, 26)) : PAPER
      return outline(Math.floor((unit * 3) / 2), fill) + shadeSubject(points, darkness(color), pen)
    }
    case 'back': {
      const gap = gapOf(darkness(color), unit)
      return outline(unit, PAPER) + strokes(gap === 0 ? [] : hatch(points, { ...pen, gap, slope: -1 }), 1, '.8')
    }
    case 'ground':
    case 'water':
      return outline(lineWidth(unit), PAPER) + strokes(hatchLevel(points, darkness(color), layer, pen), 1, '.7')
  }
}

/** Many lines at the top of the sky, few above the horizon; the darker the sky the more. */
function hatchSky({ width, height, dark }: { width: number; height: number; dark: number }, pen: Pen): string[] {
  const sky = [0, 0, width, 0, width, height, 0, height]
  const limit = Math.floor((height * 62) / 100)
  const isDark = dark > 190
  const gap = (isDark ? 2 : dark > 130 ? 3 : 5) * pen.unit
  return levelStrokes(sky, {
    ...pen,
    gap,
    growth: isDark ? 2 : 10,
    cover: isDark ? 88 : dark > 130 ? 68 : 46,
    wave: 0,
    limit,
  })
}

/** Ground and water: dense where they are far, open and calm where they are near. */
function hatchLevel(points: Points, dark: number, layer: 'ground' | 'water', pen: Pen): string[] {
  const tone = gapOf(dark, pen.unit)
  if (layer === 'water') {
    // A wave of the water is a small form: its outline is enough.
    if (isSmall(points, pen)) return []
    return levelStrokes(points, {
      ...pen,
      gap: pen.unit,
      growth: 12,
      cover: dark > 150 ? 60 : 44,
      wave: 9,
    })
  }
  return tone === 0
    ? []
    : levelStrokes(points, {
        ...pen,
        gap: pen.unit,
        growth: 16,
        cover: dark > 150 ? 54 : 34,
        wave: 0,
      })
}

function isSmall(points: Points, { unit }: Pen): boolean {
  const { top, bottom } = extent(points)
  return bottom - top < 8 * unit
}

/** Shadows and craters are hatched; what is small and dark is filled. */
function drawDetail(points: Points, dark: number, pen: Pen): string {
  const line = (fill: string) =>
    `<path d="${pathOf(points)}" fill="${fill}" stroke="${INK}" stroke-width="1" stroke-linejoin="round"/>`
  const columns = points.filter((_, index) => index % 2 === 0)
  const { top, bottom } = extent(points)
  const isFlat = Math.max(...columns) - Math.min(...columns) > 3 * (bottom - top) && bottom - top >= 2 * pen.unit
  if (!isFlat) return line(dark > 225 ? INK : PAPER)
  const lines = levelStrokes(points, {
    ...pen,
    gap: pen.unit,
    growth: 0,
    cover: dark > 115 ? 90 : 60,
    wave: 0,
  })
  return strokes(lines, lineWidth(pen.unit), '.85')
}

function lineWidth(unit: number): number {
  return Math.max(1, Math.floor(unit / 2))
}

/** Hatching along the form, and across it where it is dark. */
function shadeSubject(points: Points, dark: number, pen: Pen): string {
  const gap = gapOf(dark, pen.unit)
  if (gap === 0) return ''
  const along = hatch(points, { ...pen, gap, slope: 1 })
  const across = dark > 175 ? hatch(points, { ...pen, gap: gap + pen.unit, slope: -1 }) : []
  return strokes([...along, ...across], lineWidth(pen.unit), '.8')
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
    130
  )
}

function strokes(lines: readonly string[], width: number, opacity: string): string {
  if (lines.length === 0) return ''
  return `<path d="${lines.join('')}" fill="none" stroke="${INK}" stroke-width="${width}" stroke-opacity="${opacity}"/>`
}
