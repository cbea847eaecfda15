import { drawAbstract } from './abstract.ts'
import { drawLand, drawSky, type Stage } from './backdrop.ts'
import { type Color, mix } from './color.ts'
import { drawSubjects } from './draw-subjects.ts'
import { drawGrowth, drawTufts, drawWeather } from './foreground.ts'
import { choosePalette } from './palette.ts'
import type { Random } from './random.ts'
import type { Scene } from './read-prompt.ts'
import type { Composition } from './shape.ts'
import { SUBJECT_FACTS } from './subjects.ts'

interface ComposeOptions {
  readonly scene: Scene
  readonly width: number
  readonly height: number
  readonly random: Random
}

/** Puts a scene together, back to front, without a style. */
export function composeScene({ scene, width, height, random }: ComposeOptions): Composition {
  const palette = choosePalette(scene)
  const share = { space: 72, underwater: 90, table: 56, sea: 56, lake: 56, city: 62 }[scene.setting as string] ?? 60 // settings without a row have the common one
  const horizon = Math.floor((height * (share + random.between(-3, 3))) / 100)
  const stage: Stage = { width, height, horizon, scene, palette, random }
  const isAbstract = scene.setting === 'abstract'
  const shapes = isAbstract
    ? [...drawAbstract(stage), ...drawSubjects({ ...stage, horizon: Math.floor((height * 70) / 100) })]
    : [
        ...drawSky(stage),
        ...drawLand(stage),
        ...drawGrowth(stage),
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
