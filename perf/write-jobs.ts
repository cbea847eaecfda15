import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { JobPictures } from '../lambda/src/gallery/fold-keys.ts'
import { type GalleryKeyParts, galleryKey, KEYS } from '../lambda/src/store/keys.ts'
import { type JobPlan, makeJobs, type SeedJob } from './make-jobs.ts'
import { createObjectWriter, type ObjectWriter } from './object-writer.ts'

interface Share {
  readonly folder: string
  readonly scratch: string
  readonly plan: JobPlan
  readonly from: number
  readonly to: number
}

/** Writes all jobs of a plan, by several threads; answers how many pictures they have. */
export async function writeJobs(
  place: Pick<Share, 'folder' | 'scratch'>,
  plan: JobPlan,
  threads: number,
): Promise<number> {
  const share = (thread: number) => Math.floor((plan.count * thread) / threads)
  const counts = Array.from({ length: threads }, (_, thread) => {
    return inThread({ ...place, plan, from: share(thread), to: share(thread + 1) })
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

function inThread(share: Share): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

function writeShare({ folder, scratch, plan, from, to }: Share): number {
  const writer = createObjectWriter(folder, scratch)
  let pictures = 0
  for (const job of makeJobs(plan, { from, to })) pictures += writeJob(writer, job)
  return pictures
}

/** Nobody reads when; that it stands keeps the jobs from being sent again. */
const QUEUED = JSON.stringify({ queuedAt: '2026-01-01T00:00:00.000Z' })

/** Answers how many pictures the job has. */
function writeJob(writer: ObjectWriter, { request, runs }: SeedJob): number {
  const { jobId } = request
  writer.json(KEYS.request(jobId), request)
  writer.shared(KEYS.queued(jobId), QUEUED, 'application/json')
  for (const { run, result, picture } of runs) {
    writer.json(KEYS.result(jobId, run), result)
    if (picture === undefined) continue
    for (const { name, path } of picture.files) writer.link(`${KEYS.imagePrefix(jobId)}${run}/${name}`, path)
    writer.shared(KEYS.finished(jobId, run), '{}', 'application/json')
  }
  const pictures = picturesOf({ request, runs })
  for (const parts of pictures) writer.shared(galleryKey(parts), '', 'application/octet-stream')
  return pictures.length
}

/** What the gallery knows of a job, in the order of its keys. */
export function picturesOf({ request, runs }: SeedJob): JobPictures {
  const createdAtMs = Date.parse(request.createdAt)
  const parts = runs.flatMap(({ run, picture }): GalleryKeyParts[] => {
    if (picture === undefined) return []
    const { width, height, thumbhash } = picture.facts
    return [{ createdAtMs, jobId: request.jobId, width, height, thumbhash, run }]
  })
  const [first, ...others] = parts.sort((one, other) => (galleryKey(one) < galleryKey(other) ? -1 : 1))
  if (first === undefined) throw new Error('a job without a picture is not in the gallery')
  return [first, ...others]
}

if (!isMainThread) parentPort?.postMessage(writeShare(workerData))
