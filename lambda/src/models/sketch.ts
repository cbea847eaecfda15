import * as v from 'valibot'
import { drawSketch, SKETCH_STYLES, sketchSize } from '#contract/sketch/draw-sketch.ts'
import type { ImageModel } from './image-model.ts'

const Style = v.picklist(SKETCH_STYLES)

/**
 * The built-in models: a drawing by rules, rasterized. The same prompt, ratio and seed give the same bytes.
 * @param rasterize SVG text to PNG bytes
 */
export function createSketchModel(rasterize: (svg: string) => Promise<Uint8Array>): ImageModel {
  return async function generateSketch({ model, prompt, aspectRatio, seed }) {
    const svg = drawSketch({
      style: v.parse(Style, model.vendorModel),
      prompt,
      seed: seed ?? 0,
      ...sketchSize(aspectRatio),
    })
    return { status: 'image', bytes: await rasterize(svg), warnings: [] }
  }
}
