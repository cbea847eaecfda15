import type { Cost } from '#contract/job.ts'

/** One picture of a comparison. */
export interface ComparePicture {
  readonly jobId: string
  readonly run: string
  readonly url: string
  readonly originalUrl: string
  readonly width: number
  readonly height: number
  readonly thumbhash: string
  readonly prompt: string
  readonly modelId: string
  readonly modelLabel: string
  readonly provider: string
  readonly isSketch: boolean
  readonly durationMs?: number
  readonly cost?: Cost
}
