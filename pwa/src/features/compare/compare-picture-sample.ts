import type { ComparePicture } from '#platform/compare-picture.ts'

/** For tests: a picture of a job, by an AI model unless told otherwise. */
export function comparePicture(change: Partial<ComparePicture> = {}): ComparePicture {
  const { jobId = 'job', modelId = 'stub:fast' } = change
  const run = change.run ?? modelId.replaceAll(':', '-')
  return {
    ...{ jobId, run, modelId, modelLabel: 'Fast', provider: 'stub', isSketch: false, prompt: 'a fox' },
    ...{ url: `/images/${jobId}/${run}/1024`, originalUrl: `/images/${jobId}/${run}/original` },
    ...{ width: 1024, height: 1024, thumbhash: '3OcRJYB4d3h_iIeHeEh3eIhw-j3A' },
    ...change,
  }
}
