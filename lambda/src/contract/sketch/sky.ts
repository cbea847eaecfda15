import { type Color, darker, lighter, mix } from './color.ts'
import { blob, ellipse, share } from './geometry.ts'
import type { Shape } from './shape.ts'
import { type Stage, shape } from './stage.ts'

const STARS = 46
/** Weathers that hide the sun. */
const GRAY_WEATHERS: readonly string[] = ['rain', 'storm', 'fog', 'cloudy']

/** Sun or moon, stars, clouds, a rainbow. */
export function drawSky(stage: Stage): Shape[] {
  const { scene } = stage
  if (scene.setting === 'underwater' || scene.setting === 'table') return []
  const isSpace = scene.setting === 'space'
  return [
    ...(isSpace || scene.time === 'night' ? drawStars(stage) : []),
    ...(isSpace || GRAY_WEATHERS.includes(scene.weather) ? [] : drawSun(stage)),
    ...(isSpace ? [] : drawClouds(stage)),
    ...(scene.weather === 'rainbow' ? drawRainbow(stage) : []),
  ]
}

function drawStars({ palette, width, horizon, random }: Stage): Shape[] {
  return Array.from({ length: STARS }, () => {
    const radius = random.between(1, 3)
    const at = { x: random.below(width), y: random.below(share(horizon, 85)), rx: radius, ry: radius }
    return shape('light', lighter(palette.skyBottom, random.between(50, 92)), ellipse(at, 8))
  })
}

function drawSun({ scene, palette, width, height, horizon, random }: Stage): Shape[] {
  const isLow = scene.time === 'dusk' || scene.time === 'dawn' || scene.time === 'golden'
  const radius = share(Math.min(width, height), isLow ? 11 : 7)
  const x = share(width, random.pick([24, 32, 68, 76]))
  const y = isLow ? horizon - share(radius, random.between(60, 130)) : share(horizon, random.between(22, 34))
  const disc = (dx: number, dy: number, size: number) => {
    const r = share(radius, size)
    return ellipse({ x: x + share(radius, dx), y: y + share(radius, dy), rx: r, ry: r })
  }
  const sun = [
    shape('light', mix(palette.skyBottom, palette.sun, 45), disc(0, 0, 150)),
    shape('light', palette.sun, disc(0, 0, 100)),
  ]
  if (scene.time !== 'night') return sun
  const crater = (dx: number, dy: number, size: number) => shape('light', darker(palette.sun, 12), disc(dx, dy, size))
  return [...sun, crater(-30, -20, 24), crater(30, 30, 18), crater(20, -40, 12)]
}

interface CloudPlan {
  readonly count: number
  readonly color: Color
  /** Ranges in percent: how high in the sky, and how large. */
  readonly heights: readonly [number, number]
  readonly sizes: readonly [number, number]
  readonly isCover: boolean
}

function planClouds({ scene, palette, random }: Stage): CloudPlan {
  const gray = mix(palette.skyTop, palette.skyBottom, 40)
  const cover = { count: 6, heights: [8, 26], sizes: [12, 18], isCover: true } as const
  if (scene.weather === 'storm') return { ...cover, color: darker(gray, 34) }
  if (scene.weather === 'rain' || scene.weather === 'cloudy') return { ...cover, color: darker(gray, 14) }
  const count = scene.weather === 'fog' ? 0 : random.between(1, 3)
  const color = mix(palette.skyBottom, 0xffffff, scene.time === 'night' ? 8 : 62)
  return { count, color, heights: [12, 44], sizes: [6, 10], isCover: false }
}

/** Offsets and sizes of a cloud's puffs, in percent of the cloud. */
const PUFFS = [
  { dx: -90, dy: 14, size: 62 },
  { dx: 0, dy: -12, size: 100 },
  { dx: 80, dy: 10, size: 70 },
  { dx: 20, dy: 24, size: 90 },
] as const

function drawClouds(stage: Stage): Shape[] {
  const { width, height, horizon, random } = stage
  const { count, color, heights, sizes, isCover } = planClouds(stage)
  return Array.from({ length: count }, (_, cloud) => {
    const x = isCover ? Math.floor((width * (cloud * 2 + 1)) / (count * 2)) : random.below(width)
    const y = share(horizon, random.between(...heights))
    const size = share(Math.min(width, height), random.between(...sizes))
    return PUFFS.map((puff) => {
      const rx = share(size, puff.size)
      const round = { x: x + share(size, puff.dx), y: y + share(size, puff.dy), rx, ry: share(rx, 52) }
      return shape('cloud', color, blob(round, random, 8))
    })
  }).flat()
}

const RAINBOW: readonly Color[] = [0xd9483c, 0xee8a2e, 0xf5ce36, 0x4fa05a, 0x3f7fd0, 0x7a4fb0]

/** Discs behind one another, the last one in the color of the sky. */
function drawRainbow({ width, horizon, palette }: Stage): Shape[] {
  const radius = Math.min(share(width, 46), share(horizon, 92))
  const disc = (ring: number) => {
    const r = radius - ring * Math.floor(radius / 22)
    return ellipse({ x: Math.floor(width / 2), y: horizon, rx: r, ry: r })
  }
  const inside = mix(palette.skyTop, palette.skyBottom, 60)
  return [
    ...RAINBOW.map((color, ring) => shape('light', mix(color, palette.skyBottom, 34), disc(ring))),
    shape('light', inside, disc(RAINBOW.length)),
  ]
}
