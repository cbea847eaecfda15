import { drawAbstract } from './abstract.ts'
import { type Color, mix } from './color.ts'
import { drawSubjects } from './draw-subjects.ts'
import { share } from './geometry.ts'
import { drawGrowth, drawTufts } from './growth.ts'
import { drawLand } from './land.ts'
import { choosePalette } from './palette.ts'
import type { Random } from './random.ts'
import type { Scene } from './read-prompt.ts'
import type { Composition } from './shape.ts'
import { drawSky } from './sky.ts'
import type { Stage } from './stage.ts'
import { SUBJECT_FACTS } from './subjects.ts'
import type { Setting } from './vocabulary.ts'
import { drawFog, drawWeather } from './weather.ts'

interface ComposeOptions {
  readonly scene: Scene
  readonly width: number
  readonly height: number
  readonly random: Random
}

/** Where the ground begins, in percent of the height. */
const HORIZONS: Readonly<Record<Setting, number>> = {
  underwater: 90,
  space: 72,
  sea: 56,
  lake: 56,
  mountains: 60,
  forest: 60,
  desert: 60,
  city: 62,
  meadow: 60,
  table: 56,
  abstract: 70,
}

/** Puts a scene together, back to front, without a style. */
export function composeScene({ scene, width, height, random }: ComposeOptions): Composition {
  const palette = choosePalette(scene)
  const horizon = share(height, HORIZONS[scene.setting] + random.between(-3, 3))
  const stage: Stage = { width, height, horizon, scene, palette, random }
  const shapes =
    scene.setting === 'abstract'
      ? [...drawAbstract(stage), ...drawSubjects(stage)]
      : [
          ...drawSky(stage),
          ...drawLand(stage),
          ...drawGrowth(stage),
          ...drawFog(stage),
          ...drawTufts(stage),
          ...drawSubjects(stage),
          ...drawWeather(stage),
        ]
  const [skyTop, skyBottom] = skyOf(scene, palette)
  return { width, height, skyTop, skyBottom, shapes, accent: accentOf(scene, palette.sun) }
}

function skyOf({ setting, colors }: Scene, { skyTop, skyBottom }: { skyTop: Color; skyBottom: Color }): [Color, Color] {
  if (setting === 'space')
    return colors[0] === undefined ? [0x0a0e24, 0x2a1f4a] : [0x0a0e24, mix(0x141a38, colors[0], 44)]
  if (setting === 'underwater') return [0x3fa6bf, 0x0f3f66]
  return [skyTop, skyBottom]
}

function accentOf({ subjects, colors }: Scene, sun: Color): Color {
  const [subject] = subjects
  if (subject === undefined) return colors[0] ?? mix(sun, 0xe0663a, 60)
  return subject.color ?? SUBJECT_FACTS[subject.kind].color
}
