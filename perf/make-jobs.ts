import { createHash } from 'node:crypto'
import { DEFAULT_ASPECT_RATIO } from '#contract/aspect-ratios.ts'
import { mintJobId, runId } from '#contract/ids.ts'
import type { ImageFacts } from '../lambda/src/images/picture-store.ts'
import type { RequestRecord, ResultRecord } from '../lambda/src/jobs/job-records.ts'
import { seededRandom } from '../tests/support/seeded-random.ts'
import type { SeedPicture } from './seed-pictures.ts'
import { makePrompt, SUBJECTS } from './seed-prompts.ts'

/** A job of the gallery that was never sent: its records, and the picture of each run that has one. */
export interface SeedJob {
  readonly request: RequestRecord
  readonly runs: readonly { readonly run: string; readonly result: ResultRecord; readonly picture?: SeedPicture }[]
}

export interface JobPlan {
  readonly count: number
  readonly startMs: number
  readonly endMs: number
  readonly pictures: readonly SeedPicture[]
  readonly seed: number
}

/** How many models are asked: mostly one or two. */
const MODEL_COUNTS = [1, 1, 1, 1, 2, 3] as const
/** Of ten runs beside a picture one has failed, as it is with real models. */
const FAILING = 0.1

/** Jobs from the oldest to the newest, evenly over the time between two moments; each is the same whoever makes it. */
export function* makeJobs(plan: JobPlan, { from = 0, to = plan.count } = {}): Generator<SeedJob> {
  const stepMs = (plan.endMs - plan.startMs) / plan.count
  for (let at = from; at < to; at += 1) {
    const random = seededRandom(Math.imul(plan.seed, 0x9e3779b1) + at)
    yield makeJob(plan.pictures, Math.floor(plan.startMs + (at + random()) * stepMs), random)
  }
}

function makeJob(pictures: readonly SeedPicture[], createdAtMs: number, random: () => number): SeedJob {
  const subject = Math.floor(random() * SUBJECTS.length)
  const own = pictures.filter((picture) => picture.subject === subject)
  const first = Math.floor(random() * own.length)
  const modelCount = MODEL_COUNTS[Math.floor(random() * MODEL_COUNTS.length)] ?? 1
  const chosen = [...own.slice(first), ...own.slice(0, first)].slice(0, modelCount)
  const jobId = mintJobId(createdAtMs, (bytes) => {
    for (let byte = 0; byte < bytes.length; byte += 1) bytes[byte] = Math.floor(random() * 256)
  })
  const prompt = makePrompt(SUBJECTS[subject] ?? '', random)
  const request: RequestRecord = {
    jobId,
    prompt,
    models: chosen.map(({ style }) => `sketch:${style}`),
    aspectRatio: chosen[0]?.ratio ?? DEFAULT_ASPECT_RATIO,
    publish: true,
    bodyHash: createHash('sha256').update(jobId).digest('hex'),
    createdAt: new Date(createdAtMs).toISOString(),
    correlationId: 'seed-gallery',
  }
  const runs = chosen.map((picture, index) => {
    const run = runId(`sketch:${picture.style}`, 1)
    const durationMs = 300 + Math.floor(random() * 2000)
    if (index > 0 && random() < FAILING) return { run, result: failed(createdAtMs, durationMs) }
    return { run, picture, result: completed({ ...picture.facts, run }, createdAtMs, durationMs) }
  })
  return { request, runs }
}

function completed(image: ImageFacts, createdAtMs: number, durationMs: number): ResultRecord {
  return { status: 'completed', image, cost: { microUsd: 0, source: 'reported' }, ...times(createdAtMs, durationMs) }
}

function failed(createdAtMs: number, durationMs: number): ResultRecord {
  return { status: 'failed', kind: 'upstream', retryable: true, ...times(createdAtMs, durationMs) }
}

function times(createdAtMs: number, durationMs: number) {
  const startedAt = new Date(createdAtMs + 50).toISOString()
  return { startedAt, completedAt: new Date(createdAtMs + 50 + durationMs).toISOString() }
}
