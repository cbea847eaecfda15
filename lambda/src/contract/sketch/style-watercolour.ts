import { brightness, type Color, darker, lighter, toHex } from './color.ts'
import { blob, type Points } from './geometry.ts'
import type { Random } from './random.ts'
import { crossings, extent } from './scanline.ts'
import type { Composition, Shape } from './shape.ts'
import { pathOf, svgDocument } from './svg.ts'

const PAPER: Color = 0xfaf6ea

/** Washes: every form is laid down several times, thin and uneven, darker where the pigment has gathered at its edge. */
export function renderWatercolour({ width, height, skyTop, skyBottom, shapes }: Composition, random: Random): string {
  const unit = Math.floor(Math.min(width, height) / 100)
  const [top, bottom] = [soften(skyTop), soften(skyBottom)]
  const sky = [
    `<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${toHex(top)}"/><stop offset=".7" stop-color="${toHex(bottom)}"/></linearGradient></defs>`,
    `<rect width="${width}" height="${height}" fill="url(#s)"/>`,
    ...Array.from({ length: 16 }, () => {
      const size = random.between(8, 24) * unit
      const at = {
        x: random.below(width),
        y: random.below(Math.floor((height * 70) / 100)),
        rx: size * 2,
        ry: Math.floor((size * 3) / 5),
      }
      return wash(blob(at, random, 16), random.chance(50) ? lighter(bottom, 40) : darker(top, 8), '.12')
    }),
  ]
  const forms = shapes.flatMap((shape) => paint(shape, random, unit))
  const margin = 3 * unit
  const edge = wobble(
    [margin, margin, width - margin, margin, width - margin, height - margin, margin, height - margin],
    random,
    unit,
  )
  const frame = `<path d="M-9 -9H${width + 9}V${height + 9}H-9Z${pathOf(edge)}" fill="${toHex(PAPER)}" fill-rule="evenodd"/>`
  return svgDocument(width, height, [
    `<rect width="${width}" height="${height}" fill="${toHex(PAPER)}"/>`,
    ...sky,
    ...forms,
    frame,
  ])
}

function paint({ points, color, layer }: Shape, random: Random, unit: number): string[] {
  const soft = soften(color)
  switch (layer) {
    case 'weather':
      return [wash(points, brightness(color) > 200 ? 0xffffff : soft, '.5')]
    case 'detail':
      return [wash(points, soft, '.8')]
    case 'light':
      return [wash(wobble(points, random, unit), soft, '.62'), wash(points, lighter(soft, 30), '.55')]
    case 'fog':
      return [wash(wobble(points, random, 2 * unit), lighter(soft, 40), '.3')]
    case 'cloud':
      return [
        wash(wobble(points, random, 2 * unit), lighter(soft, 20), '.34'),
        wash(wobble(points, random, unit), lighter(soft, 30), '.34'),
      ]
    case 'back':
    case 'ground':
    case 'water':
      return [...layers(points, soft, random, { size: unit, unit }), ...texture(points, soft, random, unit)]
    default:
      return layers(points, soft, random, { size: Math.max(1, Math.floor(unit / 4)), unit })
  }
}

interface Coats {
  /** How far a coat strays from its form, in pixels. */
  readonly size: number
  readonly unit: number
}

function layers(points: Points, soft: Color, random: Random, { size, unit }: Coats): string[] {
  const isSmall = sizeOf(points) < 10 * unit
  const edge = `fill="none" stroke="${toHex(darker(soft, 38))}" stroke-linejoin="round"`
  // The first coat covers what lies behind it, so that forms stay readable; the others let each other through.
  const coats = [wash(wobble(points, random, size), lighter(soft, 10), '.88'), wash(points, soft, '.44')]
  const rim = `<path d="${pathOf(points)}" ${edge} stroke-width="${Math.max(2, Math.floor(unit / 4))}" stroke-opacity=".42"/>`
  // On a small form nobody sees more, and a field of flowers has hundreds of them.
  if (isSmall) return [...coats, rim]
  return [
    ...coats,
    wash(wobble(points, random, size * 2), darker(soft, 14), '.18'),
    wash(wobble(points, random, size * 2), lighter(soft, 60), '.14'),
    // Pigment gathers where a wash dries: a wide faint rim, and a narrow one on the form itself.
    `<path d="${pathOf(wobble(points, random, size))}" ${edge} stroke-width="${unit}" stroke-opacity=".1"/>`,
    rim,
  ]
}

const GRAINS = 150
const BLOOMS = 3

/** What water does to a large wash: grains of pigment in the hollows of the paper, and blooms with a dark rim. */
function texture(points: Points, soft: Color, random: Random, unit: number): string[] {
  const { top, bottom } = extent(points)
  const inside = () => {
    const y = random.between(top, bottom)
    const [left = 0, right = 0] = crossings(points, y)
    return right - left > 8 * unit ? { x: random.between(left + 2 * unit, right - 2 * unit), y } : undefined
  }
  const grains = Array.from({ length: GRAINS }, () => {
    const at = inside()
    const size = random.between(1, Math.max(2, Math.floor(unit / 3)))
    return at === undefined ? '' : `M${at.x} ${at.y}h${size}l${-Math.floor(size / 2)} ${size}z`
  })
  const blooms = Array.from({ length: BLOOMS }, () => {
    const at = inside()
    const rx = random.between(4, 11) * unit
    const ry = Math.floor(rx / 3)
    if (at === undefined || at.y - ry < top || at.y + ry > bottom) return ''
    const bloom = pathOf(blob({ ...at, rx, ry }, random, 20))
    return `<path d="${bloom}" fill="${toHex(lighter(soft, 50))}" fill-opacity=".26" stroke="${toHex(darker(soft, 26))}" stroke-width="2" stroke-opacity=".1"/>`
  })
  const grain = grains.join('')
  return grain === '' ? blooms : [...blooms, `<path d="${grain}" fill="${toHex(darker(soft, 34))}" fill-opacity=".3"/>`]
}

function wash(points: Points, color: Color, opacity: string): string {
  return `<path d="${pathOf(points)}" fill="${toHex(color)}" fill-opacity="${opacity}"/>`
}

/** Pigment on paper: clear and bright, never quite the full color. */
function soften(color: Color): Color {
  const middle = brightness(color)
  const channel = (shift: number) => {
    const clear = middle + Math.floor(((((color >> shift) & 255) - middle) * 136) / 100)
    return Math.max(0, Math.min(255, clear))
  }
  return lighter((channel(16) << 16) | (channel(8) << 8) | channel(0), 12)
}

/** The height of a form, or its width where that is more. */
function sizeOf(points: Points): number {
  const { top, bottom } = extent(points)
  const columns = points.filter((_, index) => index % 2 === 0)
  const [left, right] = [Math.min(...columns), Math.max(...columns)]
  return Math.max(bottom - top, right - left)
}

/** The same form by an unsteady hand: long edges get corners of their own. */
function wobble(points: Points, random: Random, size: number): number[] {
  const result: number[] = []
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x = 0, y = 0] = [points[index], points[index + 1]]
    const [nextX = 0, nextY = 0] = [points[(index + 2) % points.length], points[(index + 3) % points.length]]
    const steps = Math.min(8, 1 + Math.floor((Math.abs(nextX - x) + Math.abs(nextY - y)) / 90))
    for (let step = 0; step < steps; step += 1) {
      result.push(
        x + Math.floor(((nextX - x) * step) / steps) + random.between(-size, size),
        y + Math.floor(((nextY - y) * step) / steps) + random.between(-size, size),
      )
    }
  }
  return result
}
