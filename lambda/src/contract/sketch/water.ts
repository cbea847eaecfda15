import { lighter, mix } from './color.ts'
import { rectangle, ridge, share } from './geometry.ts'
import type { Shape } from './shape.ts'
import { type Stage, shape } from './stage.ts'

const WAVES = 16

/** Water from the horizon down, with waves that grow towards the viewer. */
export function drawWater({ palette, width, height, horizon, random, scene }: Stage): Shape[] {
  const isRough = scene.weather === 'storm'
  const depth = height - horizon
  const waves = Array.from({ length: WAVES }, (_, row) => {
    const y = horizon + Math.floor((depth * (row * row + 6)) / 260)
    const length = share(width, random.between(6, 16 + row))
    const x = random.below(width) - Math.floor(length / 2)
    const thickness = 2 + Math.floor((row * height) / 5000) + (isRough ? 4 : 0)
    const calm = random.chance(55) ? lighter(palette.water, 22) : mix(palette.water, palette.skyBottom, 40)
    const middle = x + Math.floor(length / 2)
    const points = [x, y, middle, y - thickness, x + length, y, middle, y + thickness]
    return shape('water', isRough ? lighter(palette.water, 40) : calm, points)
  })
  return [shape('water', palette.water, rectangle(0, horizon, width, depth)), ...waves]
}

/** Land at the lower edge, for whoever stands there. */
export function drawShore({ palette, width, height, random, scene }: Stage): Shape[] {
  if (scene.subjects.length === 0 && random.chance(40)) return []
  const line = { width, y: share(height, 91), height: Math.floor(height / 40), bottom: height, detail: 3 }
  return [shape('ground', palette.ground, ridge(line, random))]
}
