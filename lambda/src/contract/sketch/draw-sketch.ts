import { composeScene } from './compose-scene.ts'
import { createRandom, hashText } from './random.ts'
import { readPrompt } from './read-prompt.ts'
import type { Composition } from './shape.ts'
import { renderLinework } from './style-linework.ts'
import { renderPixel } from './style-pixel.ts'
import { renderPoster } from './style-poster.ts'
import { renderWatercolour } from './style-watercolour.ts'

export const SKETCH_STYLES = ['poster', 'watercolour', 'linework', 'pixel'] as const
export type SketchStyle = (typeof SKETCH_STYLES)[number]

export interface SketchRequest {
  readonly style: SketchStyle
  readonly prompt: string
  /** A whole number from 0 on. */
  readonly seed: number
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/**
 * Draws a prompt by rules, as a whole SVG document. The same request gives the same text in every engine: whole numbers
 * only, no clock, no chance but the seed's. No part of the prompt's text is in the answer.
 */
export function drawSketch({ style, prompt, seed, width, height }: SketchRequest): string {
  const start = hashText(`${prompt}\n${seed}`)
  // Each style composes the scene anew, so that four sketches of one prompt are four pictures and not four filters.
  const random = createRandom(start ^ hashText(style))
  const picture = composeScene({ scene: readPrompt(prompt), width, height, random })
  return render(style, picture, start)
}

function render(style: SketchStyle, picture: Composition, start: number): string {
  switch (style) {
    case 'poster':
      return renderPoster(picture)
    case 'watercolour':
      return renderWatercolour(picture, createRandom(start + 1))
    case 'linework':
      return renderLinework(picture, createRandom(start + 2))
    case 'pixel':
      return renderPixel(picture)
  }
}

const SIZES: Readonly<Record<string, { width: number; height: number }>> = {
  '1:1': { width: 1024, height: 1024 },
  '16:9': { width: 1344, height: 756 },
  '9:16': { width: 756, height: 1344 },
  '4:3': { width: 1152, height: 864 },
  '3:4': { width: 864, height: 1152 },
  '3:2': { width: 1248, height: 832 },
  '2:3': { width: 832, height: 1248 },
}

/** Pixels of a drawing with an aspect ratio, about one megapixel; a square for a ratio that is not known. */
export function sketchSize(aspectRatio: string): { width: number; height: number } {
  return SIZES[aspectRatio] ?? { width: 1024, height: 1024 }
}
