import type { Result } from '#contract/job.ts'
import { SKETCH_PROVIDER } from '#contract/models.ts'
import type { ComparePicture } from './compare-picture.ts'

/** How many pictures stand side by side. */
export const COMPARE_LIMITS = { fewest: 2, most: 6 } as const

type Completed = Extract<Result, { status: 'completed' }>

/** The pictures of one job, in the order of its results. */
export function comparePicturesOf(
  { jobId, prompt }: Pick<ComparePicture, 'jobId' | 'prompt'>,
  results: readonly Result[],
): readonly ComparePicture[] {
  const completed = results.filter((result) => result.status === 'completed')
  return completed.map((result) => ({ jobId, prompt, ...factsOf(result) }))
}

function factsOf({ model, label, provider, durationMs, cost, image }: Completed) {
  const { run, url, originalUrl, width, height, thumbhash } = image
  return {
    ...{ run, url, originalUrl, width, height, thumbhash },
    ...{ modelId: model, modelLabel: label, provider, isSketch: provider === SKETCH_PROVIDER },
    ...(durationMs !== undefined && { durationMs }),
    ...(cost !== undefined && { cost }),
  }
}
