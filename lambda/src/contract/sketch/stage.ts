import type { Color } from './color.ts'
import type { Points } from './geometry.ts'
import type { Palette } from './palette.ts'
import type { Random } from './random.ts'
import type { Scene } from './read-prompt.ts'
import type { Layer, Shape } from './shape.ts'

/** What every part of a picture is drawn on. */
export interface Stage {
  readonly width: number
  readonly height: number
  /** Where sky and ground meet. */
  readonly horizon: number
  readonly scene: Scene
  readonly palette: Palette
  readonly random: Random
}

export function shape(layer: Layer, color: Color, points: Points): Shape {
  return { layer, color, points }
}

/** Whether it is winter in the picture: trees and ground carry snow. */
export function isWinter({ scene }: Pick<Stage, 'scene'>): boolean {
  return scene.season === 'winter' || scene.weather === 'snow'
}
