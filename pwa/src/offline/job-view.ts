import { isEnded, type Result, type StatusAnswer } from '#contract/job.ts'
import type { JobRecord } from './job-record.ts'
import type { PromptRecord } from './prompt-record.ts'

/** One job as far as this page knows it. */
export interface JobView {
  readonly jobId: string
  readonly prompt: string
  readonly createdAt: string
  readonly aspectRatio?: string | undefined
  readonly results: readonly Result[]
  readonly hasEnded: boolean
  /** `unsent` so far; `known` from this device alone, `current` from the server, `unknown` to the server. */
  readonly knowledge: 'unsent' | 'known' | 'current' | 'unknown'
  /** Set while the server cannot be asked: when it is asked again, in milliseconds. */
  readonly nextTryAt?: number | undefined
  /** The server's clock minus this device's, milliseconds. */
  readonly clockOffsetMs: number
}

export function emptyView(jobId: string): JobView {
  return { jobId, prompt: '', createdAt: '', results: [], hasEnded: false, knowledge: 'known', clockOffsetMs: 0 }
}

/** What the device remembers: the last answer of the server, or the models that were asked for. */
export function viewOfRecord({ jobId, prompt, createdAt, aspectRatio, models, status }: JobRecord): JobView {
  const facts = { ...emptyView(jobId), prompt, createdAt, aspectRatio }
  if (status === undefined) return { ...facts, results: pendingResults(models) }
  return { ...facts, results: status.results, hasEnded: isEnded(status.status) }
}

/** A prompt that still waits, in the shape of the job that it will be. */
export function viewOfPrompt({ id, about, createdAt }: PromptRecord): JobView {
  const { prompt, aspectRatio, models } = about
  const facts = { prompt, aspectRatio, createdAt: new Date(createdAt).toISOString() }
  return { ...emptyView(id), ...facts, results: pendingResults(models), knowledge: 'unsent' }
}

export function viewOfStatus(before: JobView | undefined, status: StatusAnswer, clockOffsetMs: number): JobView {
  const { jobId, prompt, createdAt, results, aspectRatio } = status
  return {
    ...{ jobId, prompt, createdAt, results, clockOffsetMs },
    aspectRatio: aspectRatio ?? before?.aspectRatio,
    hasEnded: isEnded(status.status),
    knowledge: 'current',
  }
}

/** The cells of a job before anything is known about them. */
function pendingResults(models: JobRecord['models']): readonly Result[] {
  return models.map(({ id, label, provider }) => ({ status: 'pending', model: id, label, provider, attempt: 1 }))
}
