import { type Color, darker, lighter, mix } from './color.ts'
import { rectangle, share } from './geometry.ts'
import type { Shape } from './shape.ts'
import { type Stage, shape } from './stage.ts'

/** Two rows of buildings, and a street that leads to them. */
export function drawCity(stage: Stage): Shape[] {
  const { palette, width, height, horizon } = stage
  const far = { wall: mix(palette.far, palette.skyBottom, 42), heights: [20, 40], hasWindows: false } as const
  const near = { wall: darker(palette.far, 30), heights: [9, 27], hasWindows: true } as const
  return [
    ...drawRow(stage, far),
    ...drawRow(stage, near),
    shape('ground', palette.ground, rectangle(0, horizon, width, height - horizon)),
    ...drawStreet(stage),
  ]
}

interface Row {
  readonly wall: Color
  /** Percent of the picture's height. */
  readonly heights: readonly [number, number]
  readonly hasWindows: boolean
}

function drawRow(stage: Stage, { wall, heights, hasWindows }: Row): Shape[] {
  const { width, height, horizon, random } = stage
  const shapes: Shape[] = []
  for (let x = -20; x < width; ) {
    const building = {
      x,
      width: share(width, random.between(6, 11)),
      height: share(height, random.between(...heights)),
    }
    const top = horizon - building.height
    shapes.push(
      shape('back', random.chance(30) ? darker(wall, 10) : wall, rectangle(x, top, building.width, building.height)),
    )
    if (random.chance(24)) {
      const middle = x + Math.floor(building.width / 2)
      const spire = [middle - 3, top, middle, top - Math.floor(building.height / 4), middle + 3, top]
      shapes.push(shape('back', wall, spire))
    }
    if (hasWindows) shapes.push(...drawWindows(stage, wall, building))
    x += building.width + random.between(0, Math.floor(building.width / 6))
  }
  return shapes
}

interface Building {
  readonly x: number
  readonly width: number
  readonly height: number
}

function drawWindows({ scene, horizon, random }: Stage, wall: Color, { x, width, height }: Building): Shape[] {
  const isLit = scene.time === 'night' || scene.time === 'dusk'
  const pane = isLit ? 0xffd67a : lighter(wall, 26)
  const step = Math.max(14, Math.floor(width / 4))
  const half = Math.floor(step / 2)
  const shapes: Shape[] = []
  for (let top = horizon - height + step; top < horizon - step; top += step) {
    for (let left = x + half; left < x + width - half; left += step) {
      if (random.chance(isLit ? 52 : 40)) shapes.push(shape('detail', pane, rectangle(left, top, half, half)))
    }
  }
  return shapes
}

function drawStreet({ palette, width, height, horizon }: Stage): Shape[] {
  const middle = Math.floor(width / 2)
  const half = Math.floor(width / 12)
  const road = darker(palette.ground, 34)
  const edges = [middle - half, horizon, middle + half, horizon, share(width, 94), height, share(width, 6), height]
  const dashes = Array.from({ length: 4 }, (_, dash) => {
    const y = horizon + share(height - horizon, dash * dash * 5 + 8)
    const size = 3 + dash * 5
    const narrow = Math.floor(size / 2)
    const points = [middle - narrow, y, middle + narrow, y, middle + size, y + size * 3, middle - size, y + size * 3]
    return shape('detail', lighter(road, 62), points)
  })
  return [shape('ground', road, edges), ...dashes]
}
