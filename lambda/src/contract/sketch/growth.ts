import { type Color, darker, lighter, mix } from './color.ts'
import type { Tone } from './drawing.ts'
import { DRAWINGS } from './drawings.ts'
import { type Placement, place, share } from './geometry.ts'
import type { Shape } from './shape.ts'
import { isWinter, type Stage, shape } from './stage.ts'
import type { SubjectKind } from './subjects.ts'

const FOREST_TREES = 15
/** Trees of a forest that stand close to the viewer, at the picture's sides. */
const FRONT_TREES = 2

/** Trees and plants of the setting that nobody asked for by name, behind the subjects. */
export function drawGrowth(stage: Stage): Shape[] {
  const kind = growthOf(stage)
  if (kind === undefined || stage.scene.subjects.some((subject) => subject.kind === kind)) return []
  const placements = stage.scene.setting === 'forest' ? placeForest(stage) : placeSingles(stage)
  const ordered = placements.sort((one, other) => one.y - other.y)
  return ordered.flatMap((placement, index) => drawPlant(stage, { kind, placement, isFar: index * 2 < ordered.length }))
}

function growthOf(stage: Stage): SubjectKind | undefined {
  switch (stage.scene.setting) {
    case 'forest':
      return isWinter(stage) || (stage.scene.season !== 'autumn' && stage.random.chance(50)) ? 'pine' : 'tree'
    case 'mountains':
      return 'pine'
    case 'desert':
      return 'cactus'
    case 'meadow':
      return 'tree'
    default:
      return undefined
  }
}

function placeForest({ width, height, horizon, random }: Stage): Placement[] {
  const depth = height - horizon
  return Array.from({ length: FOREST_TREES }, (_, tree) => {
    const mirrored = random.chance(50)
    if (tree >= FOREST_TREES - FRONT_TREES) {
      const column = tree % 2 === 0 ? random.between(0, 9) : random.between(91, 100)
      const size = share(height, random.between(58, 70))
      return { x: share(width, column), y: horizon + share(depth, 62), size, mirrored }
    }
    const nearness = Math.floor((tree * 100) / FOREST_TREES)
    const size = share(height, 13 + Math.floor(nearness / 4) + random.between(0, 5))
    return { x: random.below(width), y: horizon + share(depth, share(nearness, 24)), size, mirrored }
  })
}

function placeSingles({ width, height, horizon, random }: Stage): Placement[] {
  return Array.from({ length: random.between(2, 4) }, () => {
    const nearness = random.below(40)
    const y = horizon + share(height - horizon, share(nearness, 24))
    const size = share(height, 13 + Math.floor(nearness / 4) + random.between(0, 5))
    return { x: random.below(width), y, size, mirrored: random.chance(50) }
  })
}

interface Plant {
  readonly kind: SubjectKind
  readonly placement: Placement
  readonly isFar: boolean
}

function drawPlant(stage: Stage, { kind, placement, isFar }: Plant): Shape[] {
  const { palette } = stage
  const leaf = kind === 'cactus' ? 0x4f8a5a : palette.foliage
  const seen = (color: Color) => (isFar ? mix(color, palette.skyBottom, 30) : color)
  const tones: Partial<Record<Tone, Color>> = {
    dark: darker(leaf, 24),
    light: isWinter(stage) ? 0xf2f6fa : lighter(leaf, 26),
    wood: mix(0x6a4a34, palette.light, palette.lightPercent),
  }
  return DRAWINGS[kind].map(({ tone, points }) => shape('back', seen(tones[tone] ?? leaf), place(points, placement)))
}

const TUFTS = 16
const GRASSY: readonly string[] = ['meadow', 'mountains', 'forest', 'lake']

/** Blades of grass on the near ground. */
export function drawTufts(stage: Stage): Shape[] {
  const { scene, palette, random, width, height, horizon } = stage
  if (!GRASSY.includes(scene.setting)) return []
  const color = darker(palette.ground, isWinter(stage) ? 12 : 20)
  const highest = scene.setting === 'lake' ? share(height, 94) : horizon + share(height - horizon, 50)
  return Array.from({ length: TUFTS }, () => {
    const [x, y] = [random.below(width), random.between(highest, height)]
    const size = share(height, random.between(1, 3))
    const [half, quarter] = [Math.floor(size / 2), Math.floor(size / 4)]
    const left = [x - size, y, x - half, y - size * 2, x - quarter, y - half]
    const right = [x + quarter, y - half, x + half, y - size * 2, x + size, y]
    return shape('detail', color, [...left, x, y - size * 3, ...right])
  })
}
