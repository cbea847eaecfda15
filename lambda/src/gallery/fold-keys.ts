import { parseRunId, safeModelId } from '#contract/ids.ts'
import { type GalleryKeyParts, parseGalleryKey } from '../store/keys.ts'

/** The pictures of one published job, in the order of their keys. */
export type JobPictures = readonly [GalleryKeyParts, ...GalleryKeyParts[]]

/** Gallery keys in the order of a list, folded by job: all keys of a job are neighbors. */
export function foldKeys(keys: readonly string[]): JobPictures[] {
  const jobs: [GalleryKeyParts, ...GalleryKeyParts[]][] = []
  for (const key of keys) {
    const parts = parseGalleryKey(key)
    if (parts === undefined) continue
    const job = jobs.at(-1)
    if (job?.[0].jobId === parts.jobId) job.push(parts)
    else jobs.push([parts])
  }
  return jobs
}

/** Safe ids of the models that made the pictures, each once. */
export function safeModelsOf(pictures: JobPictures): string[] {
  return [...new Set(pictures.map(({ run }) => parseRunId(run)?.safeModel ?? run))]
}

/** Ids of the models that made the pictures; one that is not among the known ones keeps its safe form. */
export function modelsOf(pictures: JobPictures, known: readonly string[]): string[] {
  return safeModelsOf(pictures).map((safe) => known.find((model) => safeModelId(model) === safe) ?? safe)
}
