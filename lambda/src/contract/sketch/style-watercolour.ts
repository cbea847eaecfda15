import { brightness, type Color, darker, lighter, toHex } from './color.ts'
import { blob, type Points } from './geometry.ts'
import type { Random } from './random.ts'
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
    default: {
      const size = layer === 'subject' ? Math.max(1, Math.floor(unit / 4)) : unit
      // The first coat covers what lies behind it, so that forms stay readable; the others let each other through.
      return [
        wash(wobble(points, random, size), lighter(soft, 10), '.88'),
        wash(wobble(points, random, size), soft, '.4'),
        wash(wobble(points, random, size * 2), darker(soft, 14), '.16'),
        wash(wobble(points, random, size * 2), lighter(soft, 60), '.16'),
        `<path d="${pathOf(points)}" fill="none" stroke="${toHex(darker(soft, 38))}" stroke-width="${Math.max(2, Math.floor(unit / 3))}" stroke-opacity=".4" stroke-linejoin="round"/>`,
      ]
    }
  }
}

function wash(points: Points, color: Color, opacity: string): string {
  return `<path d="${pathOf(points)}" fill="${toHex(color)}" fill-opacity="${opacity}"/>`
}

/** Pigment on paper: clear and bright, never quite the full color. */
function soften(color: Color): Color {
  const middle = brightness(color)
  const channel = (shift: number) => {
    const clear = middle + Math.floor(((((color >> shift) & 255) - middle) * 128) / 100)
    return Math.max(0, Math.min(255, clear))
  }
  return lighter((channel(16) << 16) | (channel(8) << 8) | channel(0), 16)
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
