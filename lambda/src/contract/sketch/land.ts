import { drawCity } from './city.ts'
import { type Color, darker, lighter, mix } from './color.ts'
import { drawMoonGround, drawSeabed, drawTable } from './far-places.ts'
import { ridge, share } from './geometry.ts'
import type { Shape } from './shape.ts'
import { type Stage, shape } from './stage.ts'
import type { Setting } from './vocabulary.ts'
import { drawShore, drawWater } from './water.ts'

/** What lies between the sky and the subjects. */
export function drawLand(stage: Stage): Shape[] {
  return LANDS[stage.scene.setting](stage)
}

const LANDS: Readonly<Record<Setting, (stage: Stage) => Shape[]>> = {
  mountains: (stage) => {
    const { far, skyBottom, ground } = stage.palette
    return [
      hills(stage, { color: mix(far, skyBottom, 40), above: 14, rise: 13, detail: 6 }),
      hills(stage, { color: far, above: 6, rise: 9, detail: 6 }),
      hills(stage, { color: mix(far, ground, 60), above: 2, rise: 5, detail: 5 }),
      plain(stage),
    ]
  },
  sea: (stage) => {
    const { far, skyBottom } = stage.palette
    const island = hills(stage, { color: mix(far, skyBottom, 30), above: 1, rise: 3, detail: 4 })
    return [...(stage.random.chance(50) ? [island] : []), ...drawWater(stage), ...drawShore(stage)]
  },
  lake: (stage) => {
    const { far, skyBottom, foliage } = stage.palette
    return [
      hills(stage, { color: mix(far, skyBottom, 30), above: 7, rise: 9, detail: 6 }),
      hills(stage, { color: mix(far, foliage, 50), above: 2, rise: 4, detail: 5 }),
      ...drawWater(stage),
      ...drawShore(stage),
    ]
  },
  forest: (stage) => {
    const { foliage, skyBottom } = stage.palette
    return [
      hills(stage, { color: mix(foliage, skyBottom, 62), above: 10, rise: 5, detail: 5 }),
      hills(stage, { color: mix(foliage, skyBottom, 34), above: 4, rise: 4, detail: 5 }),
      plain(stage),
    ]
  },
  desert: (stage) => {
    const { ground, skyBottom } = stage.palette
    return [
      hills(stage, { color: mix(ground, skyBottom, 40), above: 4, rise: 6, detail: 2 }),
      plain(stage),
      fold(stage, { color: darker(ground, 10), below: 11, rise: 6, detail: 2 }),
      fold(stage, { color: lighter(ground, 8), below: 25, rise: 5, detail: 2 }),
    ]
  },
  meadow: (stage) => {
    const { far, skyBottom, ground } = stage.palette
    return [
      hills(stage, { color: mix(far, skyBottom, 30), above: 5, rise: 5, detail: 4 }),
      hills(stage, { color: mix(far, ground, 62), above: 1, rise: 3, detail: 4 }),
      plain(stage),
      fold(stage, { color: darker(ground, 8), below: 16, rise: 3, detail: 3 }),
    ]
  },
  city: drawCity,
  space: drawMoonGround,
  underwater: drawSeabed,
  table: drawTable,
  abstract: () => [],
}

interface Hills {
  readonly color: Color
  /** Percent of the picture's height. */
  readonly above: number
  readonly rise: number
  readonly detail: number
}

function hills({ width, height, horizon, random }: Stage, { color, above, rise, detail }: Hills): Shape {
  const line = { width, y: horizon - share(height, above), height: share(height, rise), bottom: height, detail }
  return shape('back', color, ridge(line, random))
}

function plain({ width, height, horizon, palette, random }: Stage): Shape {
  const line = { width, y: horizon, height: Math.floor(height / 90), bottom: height, detail: 4 }
  return shape('ground', palette.ground, ridge(line, random))
}

/** A fold of the ground in front of the plain. */
function fold(
  { width, height, horizon, random }: Stage,
  { color, below, rise, detail }: Omit<Hills, 'above'> & { readonly below: number },
): Shape {
  const line = { width, y: horizon + share(height, below), height: share(height, rise), bottom: height, detail }
  return shape('ground', color, ridge(line, random))
}
