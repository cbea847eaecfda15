import type { Color } from './color.ts'
import type { Points } from './geometry.ts'

/** What a shape is to the picture; each style treats the kinds in its own way. */
export type Layer = 'light' | 'cloud' | 'back' | 'ground' | 'water' | 'subject' | 'detail' | 'weather' | 'fog'

/** A filled polygon that belongs to no style yet. */
export interface Shape {
  readonly points: Points
  readonly color: Color
  readonly layer: Layer
}

/** A composed picture, back to front. */
export interface Composition {
  readonly width: number
  readonly height: number
  readonly skyTop: Color
  readonly skyBottom: Color
  readonly shapes: readonly Shape[]
  /** The color of what the picture is about. */
  readonly accent: Color
}
