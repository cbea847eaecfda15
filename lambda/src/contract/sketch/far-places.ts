import { type Color, darker, lighter, mix } from './color.ts'
import { ellipse, rectangle, ridge, share } from './geometry.ts'
import type { Shape } from './shape.ts'
import { type Stage, shape } from './stage.ts'

/** The ground of a moon, with craters. */
export function drawMoonGround({ palette, width, height, horizon, random }: Stage): Shape[] {
  const y = share(horizon, 112)
  const line = { width, y, height: Math.floor(height / 26), bottom: height, detail: 4 }
  const craters = Array.from({ length: 7 }, () => {
    const rx = share(width, random.between(3, 9))
    const top = y + Math.floor(height / 14)
    const round = { x: random.below(width), y: random.between(top, height - 10), rx, ry: Math.floor(rx / 4) }
    const floor = { ...round, y: round.y + Math.floor(round.ry / 3), rx: share(rx, 84) }
    return [
      shape('detail', darker(palette.ground, 22), ellipse(round, 20)),
      shape('detail', darker(palette.ground, 8), ellipse(floor, 20)),
    ]
  })
  return [shape('ground', palette.ground, ridge(line, random)), ...craters.flat()]
}

const CORALS: readonly [Color, ...Color[]] = [0xe0607a, 0xee8a4e, 0x3f9a70, 0x8a5fb8, 0x2f7f6a]

/** Rays of light, sand and corals. */
export function drawSeabed({ palette, width, height, random }: Stage): Shape[] {
  const rays = Array.from({ length: 4 }, (_, ray) => {
    const x = share(width, ray * 26 + random.between(0, 12))
    const [narrow, left, right] = [Math.floor(width / 14), Math.floor(width / 4), Math.floor(width / 12)]
    return shape('light', mix(0x2a8fb0, 0xbfe8ec, 34 - ray * 4), [
      x,
      0,
      x + narrow,
      0,
      x - right,
      height,
      x - left,
      height,
    ])
  })
  const y = share(height, 84)
  const sand = ridge({ width, y, height: Math.floor(height / 30), bottom: height, detail: 3 }, random)
  const corals = Array.from({ length: 9 }, () => {
    const x = random.below(width)
    const color = random.pick(CORALS)
    const tall = share(height, random.between(8, 22))
    const w = Math.floor(width / 60)
    const left = [x - w, y + 30, x - w * 2, y - share(tall, 50), x - w, y - tall, x, y - share(tall, 50)]
    const right = [x + w, y - share(tall, 90), x + w * 2, y - share(tall, 33), x + w, y + 30]
    return shape('detail', color, [...left, ...right])
  })
  return [...rays, shape('ground', mix(palette.ground, 0x2a7f9a, 30), sand), ...corals]
}

/** A table before a wall with the light of a window on it. */
export function drawTable({ palette, width, height, horizon, random }: Stage): Shape[] {
  const wall = mix(palette.skyBottom, 0xdcc8ac, 66)
  const light = share(width, 20)
  const [right, low] = [light + share(width, 38), light + share(width, 5)]
  const window = [light, share(height, 10), light + share(width, 33), share(height, 5), right, horizon, low, horizon]
  const edge = share(height, 6)
  const boards = [18, 42, 66].map((percent) => {
    const y = horizon + share(height - horizon, percent)
    return shape('detail', darker(palette.ground, 9), rectangle(0, y, width, random.between(2, 5)))
  })
  return [
    shape('back', wall, rectangle(0, 0, width, height)),
    shape('back', lighter(wall, 34), window),
    shape('ground', palette.ground, rectangle(0, horizon, width, height - horizon)),
    shape('ground', darker(palette.ground, 26), rectangle(0, height - edge, width, edge)),
    ...boards,
  ]
}
