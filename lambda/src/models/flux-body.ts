import type { FittedRequest } from './fit-request.ts'
import { type SizeTable, sizeTable } from './picture-sizes.ts'

/** About one megapixel, 3:2 one and a half; sides are multiples of 16, and 16:9 is only near. */
const FLUX_2_SIZES = sizeTable({ '1:1': [1024, 1024], '16:9': [1344, 768], '4:3': [1152, 864], '3:2': [1536, 1024] })
/** Sides are multiples of 32 from 256 to 1440. */
const FLUX_1_1_SIZES = sizeTable({ '1:1': [1024, 1024], '16:9': [1344, 768], '4:3': [1152, 864], '3:2': [1440, 960] })

interface FluxForm {
  /** Left out: the model takes the ratio itself. */
  readonly sizes?: SizeTable
  /** It may write the prompt anew. It is told not to, since the user's words are final. */
  readonly mayRewrite: boolean
}

/** How the bodies of the models differ, by `ModelRow.family`. */
const FLUX_FORMS: Readonly<Record<string, FluxForm>> = {
  'flux-2': { sizes: FLUX_2_SIZES, mayRewrite: false },
  'flux-2-flex': { sizes: FLUX_2_SIZES, mayRewrite: true },
  'flux-1.1': { sizes: FLUX_1_1_SIZES, mayRewrite: true },
  'flux-1.1-ultra': { mayRewrite: true },
}

/** The body of a task. Unknown fields would be taken in silence, so that only those of the model's own list are here. */
export function fluxBody({ model, aspectRatio, prompt, seed }: FittedRequest) {
  const form = FLUX_FORMS[model.family ?? 'flux-2']
  if (form === undefined) throw new Error(`${model.id} is of an unknown family: ${model.family}`)
  return {
    prompt,
    ...(form.sizes === undefined ? { aspect_ratio: aspectRatio } : form.sizes[aspectRatio]),
    ...(form.mayRewrite && { prompt_upsampling: false }),
    ...(seed !== undefined && { seed }),
    safety_tolerance: 2,
    output_format: 'png',
  }
}
