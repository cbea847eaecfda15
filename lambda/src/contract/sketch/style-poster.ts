import { type Color, mix, toHex } from './color.ts'
import type { Composition, Shape } from './shape.ts'
import { polygon, svgDocument } from './svg.ts'

const SKY_BANDS = 6

/** A travel poster: flat forms, few colors, a sky in bands and a paper border. */
export function renderPoster(picture: Composition): string {
  const { width, height, skyTop, skyBottom, shapes } = picture
  const bands = Array.from({ length: SKY_BANDS }, (_, band) => {
    const color = flatten(mix(skyTop, skyBottom, Math.floor((band * 100) / (SKY_BANDS - 1))))
    const top = Math.floor((height * 62 * band) / (SKY_BANDS * 100))
    return `<rect x="0" y="${top}" width="${width}" height="${height - top}" fill="${toHex(color)}"/>`
  })
  const border = Math.floor(Math.min(width, height) / 28)
  const frame = `<path d="M0 0h${width}v${height}h${-width}zM${border} ${border}v${height - 2 * border}h${width - 2 * border}v${-(height - 2 * border)}z" fill="#f6eedd"/>`
  return svgDocument(width, height, [...bands, ...shapes.map(flatShape), frame])
}

function flatShape({ points, color, layer }: Shape): string {
  const opacity =
    layer === 'weather'
      ? ' fill-opacity=".6"'
      : layer === 'cloud'
        ? ' fill-opacity=".85"'
        : layer === 'fog'
          ? ' fill-opacity=".34"'
          : ''
  return polygon(points, `fill="${toHex(flatten(color))}"${opacity}`)
}

/** Steps of 24 a channel, and a little more contrast: the inks of a print. */
function flatten(color: Color): Color {
  const step = (shift: number) => {
    const value = (color >> shift) & 255
    const firm = Math.max(0, Math.min(255, 128 + Math.floor(((value - 128) * 112) / 100)))
    return Math.min(255, Math.floor((firm + 12) / 24) * 24)
  }
  return (step(16) << 16) | (step(8) << 8) | step(0)
}
