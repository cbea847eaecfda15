import type { Stage } from './backdrop.ts'
import { darker, lighter, mix } from './color.ts'
import { DRAWINGS } from './drawings.ts'
import { blob, place } from './geometry.ts'
import type { Shape } from './shape.ts'
import type { SubjectKind } from './subjects.ts'

/** Trees and plants of the setting that nobody asked for by name, behind the subjects. */
export function drawGrowth(stage: Stage): Shape[] {
  const { scene, random, horizon, height } = stage
  const depth = height - horizon
  const kinds = scene.subjects.map(({ kind }) => kind)
  const kind: SubjectKind | undefined = growthOf(stage)
  if (kind === undefined || kinds.includes(kind)) return []
  const count = scene.setting === 'forest' ? 15 : random.between(2, 4)
  const trees = Array.from({ length: count }, (_, tree) => {
    const isFront = scene.setting === 'forest' && tree >= count - 2
    const share = scene.setting === 'forest' ? Math.floor((tree * 100) / count) : random.below(40)
    const y = horizon + Math.floor((depth * (isFront ? 62 : Math.floor((share * 24) / 100))) / 100)
    const size = Math.floor(
      (height * (isFront ? random.between(58, 70) : 13 + Math.floor(share / 4) + random.between(0, 5))) / 100,
    )
    const x = isFront
      ? Math.floor((stage.width * (tree % 2 === 0 ? random.between(0, 9) : random.between(91, 100))) / 100)
      : random.below(stage.width)
    return { x, y, size, mirrored: random.chance(50) }
  })
  return trees
    .sort((one, other) => one.y - other.y)
    .flatMap((placement, index) => drawTree(stage, kind, placement, index < count / 2))
}

function growthOf({ scene, random }: Stage): SubjectKind | undefined {
  if (scene.setting === 'forest')
    return scene.season === 'winter' || scene.weather === 'snow' || random.chance(50) ? 'pine' : 'tree'
  if (scene.setting === 'mountains') return 'pine'
  if (scene.setting === 'desert') return 'cactus'
  return scene.setting === 'meadow' ? 'tree' : undefined
}

function drawTree(
  { palette, scene }: Stage,
  kind: SubjectKind,
  placement: Parameters<typeof place>[1],
  isFar: boolean,
): Shape[] {
  const snow = scene.season === 'winter' || scene.weather === 'snow'
  const leaf = kind === 'cactus' ? 0x4f8a5a : palette.foliage
  const air = (color: number) => (isFar ? mix(color, palette.skyBottom, 30) : color)
  const tones = {
    base: air(leaf),
    dark: air(darker(leaf, 24)),
    light: air(snow ? 0xf2f6fa : lighter(leaf, 26)),
    wood: air(mix(0x6a4a34, palette.light, palette.lightPercent)),
  }
  return DRAWINGS[kind].map(({ tone, points }) => ({
    layer: 'back' as const,
    color: tone === 'base' || tone === 'dark' || tone === 'light' || tone === 'wood' ? tones[tone] : air(leaf),
    points: place(points, placement),
  }))
}

/** Grass and stones in front. */
export function drawTufts(stage: Stage): Shape[] {
  const { scene, palette, random, width, height, horizon } = stage
  if (!['meadow', 'mountains', 'forest', 'lake'].includes(scene.setting)) return []
  const snow = scene.season === 'winter' || scene.weather === 'snow'
  const color = snow ? darker(palette.ground, 12) : darker(palette.ground, 20)
  return Array.from({ length: 16 }, () => {
    const y =
      scene.setting === 'lake'
        ? random.between(Math.floor(height * 0.94), height)
        : random.between(horizon + Math.floor((height - horizon) * 0.5), height)
    const x = random.below(width)
    const size = Math.floor((height * random.between(1, 3)) / 100)
    return {
      layer: 'detail' as const,
      color,
      points: [
        x - size,
        y,
        x - Math.floor(size / 2),
        y - size * 2,
        x - Math.floor(size / 4),
        y - Math.floor(size / 2),
        x,
        y - size * 3,
        x + Math.floor(size / 4),
        y - Math.floor(size / 2),
        x + Math.floor(size / 2),
        y - size * 2,
        x + size,
        y,
      ],
    }
  })
}

/** Rain, snow, fog and lightning, over everything. */
export function drawWeather(stage: Stage): Shape[] {
  const { scene, palette, random, width, height, horizon } = stage
  if (scene.setting === 'table' || scene.setting === 'underwater' || scene.setting === 'space') return []
  const many = (count: number, make: () => readonly number[], color: number): Shape[] =>
    Array.from({ length: count }, () => ({ layer: 'weather' as const, color, points: make() }))
  if (scene.weather === 'rain' || scene.weather === 'storm') {
    const streak = () => {
      const [x, y, length] = [random.below(width), random.below(height), random.between(18, 46)]
      return [x, y, x + 3, y, x - Math.floor(length / 4) + 2, y + length, x - Math.floor(length / 4), y + length]
    }
    const rain = many(110, streak, lighter(palette.skyBottom, 46))
    return scene.weather === 'storm' ? [...drawLightning(stage), ...rain] : rain
  }
  if (scene.weather === 'snow') {
    return many(
      120,
      () => {
        const [x, y, r] = [random.below(width), random.below(height), random.between(2, 6)]
        return [x - r, y, x, y - r, x + r, y, x, y + r]
      },
      0xffffff,
    )
  }
  if (scene.weather !== 'fog') return []
  return Array.from({ length: 5 }, (_, band) => {
    const y = horizon - Math.floor(height / 8) + Math.floor((band * height) / 14)
    return {
      layer: 'fog' as const,
      color: mix(palette.skyBottom, 0xffffff, 50),
      points: blob(
        {
          x: Math.floor(width / 2) + random.between(-200, 200),
          y,
          rx: Math.floor((width * 70) / 100),
          ry: Math.floor(height / random.between(16, 26)),
        },
        random,
        10,
      ),
    }
  })
}

function drawLightning({ random, width, horizon }: Stage): Shape[] {
  let x = Math.floor((width * random.pick([22, 70, 80])) / 100)
  const left: number[] = []
  const right: number[] = []
  for (let step = 0; step <= 6; step += 1) {
    const y = Math.floor((horizon * (14 + step * 14)) / 100)
    left.push(x, y)
    right.unshift(x + 14 - step * 2, y)
    x += random.between(10, 44) * (step % 2 === 0 ? 1 : -1)
  }
  const back: number[] = []
  for (let index = 0; index < right.length; index += 2) back.push(right[index] ?? 0, right[index + 1] ?? 0)
  return [{ layer: 'light', color: 0xfff6c4, points: [...left, ...back] }]
}
