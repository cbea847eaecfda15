import { ASPECT_RATIOS } from '#contract/aspect-ratios.ts'
import { LIMITS } from '#contract/limits.ts'
import { SKETCH_PROVIDER } from '#contract/models.ts'
import type { SketchStyle } from '#contract/sketch/draw-sketch.ts'
import type { ModelRow } from './image-model.ts'

/** The drawing itself is not loaded with the list: the API never draws. */
const SKETCH_NAMES: Record<SketchStyle, string> = {
  poster: 'Poster',
  watercolour: 'Watercolour',
  linework: 'Linework',
  pixel: 'Pixel',
}

/** The built-in models: always there, free, and named as what they are wherever their label is shown. */
export const SKETCH_ROWS: readonly ModelRow[] = Object.entries(SKETCH_NAMES).map(([style, name]) => ({
  id: `${SKETCH_PROVIDER}:${style}`,
  provider: SKETCH_PROVIDER,
  vendorModel: style,
  label: `${name} (sketch, not AI)`,
  capabilities: {
    aspectRatios: [...ASPECT_RATIOS],
    seed: true,
    negativePrompt: false,
    maxPrompt: LIMITS.maxPromptChars,
  },
  price: { usd: 0 },
  free: true,
  timeoutMs: 60_000, // drawing takes a moment; many at once wait for a core
}))
