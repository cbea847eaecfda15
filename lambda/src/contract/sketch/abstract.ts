import { type Color, darker, lighter } from './color.ts'
import { blob, ellipse, rectangle } from './geometry.ts'
import type { Random } from './random.ts'
import type { Shape } from './shape.ts'
import type { Stage } from './stage.ts'

const SCHEMES: readonly [readonly Color[], ...(readonly Color[])[]] = [
  [0x1b8a8f, 0xe2b13c, 0x22303f, 0xe0664a, 0xf3ead8],
  [0x2f4f8a, 0xe0862f, 0xf2d9a0, 0x8fb7b3, 0x3a2f3f],
  [0xb8403a, 0x2f6f6a, 0xf0c94f, 0x31344a, 0xf4efe2],
  [0x5b4a8a, 0xe58a9a, 0xf2c56b, 0x3f8a8a, 0xf3ede6],
]

/** A composition of large plain forms on a grid, in the named colors where there are some. */
export function drawAbstract({ scene, width, height, random }: Stage): Shape[] {
  const named = scene.colors.flatMap((color) => [color, darker(color, 34), lighter(color, 42)])
  const colors = named.length > 0 ? named : random.pick(SCHEMES)
  const pick = () => colors[random.below(colors.length)] ?? 0x888888
  const cell = Math.floor(Math.min(width, height) / 4)
  const ground: Shape = {
    layer: 'back',
    color: lighter(colors.at(-1) ?? 0xf0e8d8, 60),
    points: rectangle(0, 0, width, height),
  }
  const shapes: Shape[] = [ground]
  for (let y = 0; y < height; y += cell) {
    for (let x = 0; x < width; x += cell) {
      if (random.chance(82)) shapes.push({ layer: 'subject', color: pick(), points: form({ x, y, cell, random }) })
    }
  }
  const big = Math.floor(Math.min(width, height) / 4)
  const at = {
    x: Math.floor((width * random.between(36, 64)) / 100),
    y: Math.floor((height * random.between(36, 64)) / 100),
    rx: big,
    ry: big,
  }
  shapes.push(
    { layer: 'subject', color: colors[0] ?? 0, points: ellipse(at, 64) },
    {
      layer: 'subject',
      color: colors[1] ?? 0,
      points: ellipse({ ...at, rx: Math.floor(big / 2), ry: Math.floor(big / 2) }, 48),
    },
  )
  return shapes
}

interface Cell {
  readonly x: number
  readonly y: number
  readonly cell: number
  readonly random: Random
}

function form({ x, y, cell, random }: Cell): readonly number[] {
  const half = Math.floor(cell / 2)
  const middle = { x: x + half, y: y + half, rx: half, ry: half }
  switch (random.below(6)) {
    case 0:
      return ellipse(middle, 48)
    case 1:
      return random.chance(50) ? [x, y, x + cell, y, x, y + cell] : [x + cell, y, x + cell, y + cell, x, y + cell]
    case 2:
      return ellipse({ ...middle, x, y, rx: cell, ry: cell }, 64).map((value, index) =>
        index % 2 === 0 ? Math.max(x, value) : Math.max(y, value),
      )
    case 3:
      return rectangle(x, y + Math.floor(half / 2), cell, half)
    case 4:
      return blob(middle, random, 18)
    default:
      return [x + half, y, x + cell, y + half, x + half, y + cell, x, y + half]
  }
}
