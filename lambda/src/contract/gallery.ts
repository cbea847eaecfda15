import * as v from 'valibot'
import { JobId } from './ids.ts'
import { Result, ResultImage } from './job.ts'

/** One line of the gallery: one published job, newest first. */
export const GalleryEntry = v.object({
  id: JobId,
  /** When the server accepted the job, ISO 8601 in UTC. */
  timestamp: v.string(),
  /** Empty where it could not be read; the entry is listed all the same. */
  prompt: v.string(),
  /** Ids of the models that made its pictures. */
  models: v.array(v.string()),
  imageCount: v.number(),
  preview: v.pick(ResultImage, ['run', 'url', 'originalUrl', 'width', 'height', 'thumbhash']),
})
export type GalleryEntry = v.InferOutput<typeof GalleryEntry>

/** Answer of GET /api/gallery/list. */
export const GalleryListAnswer = v.object({
  galleries: v.array(GalleryEntry),
  /** Opaque; left out on the last page. */
  nextCursor: v.optional(v.string()),
})
export type GalleryListAnswer = v.InferOutput<typeof GalleryListAnswer>

/** Answer of GET /api/gallery/{id}: everything about one generation. `images` are the completed results. */
export const GalleryEntryAnswer = v.object({
  galleryId: JobId,
  timestamp: v.string(),
  prompt: v.string(),
  /** What was asked for beside the prompt; what a model made of it stands in its result. */
  aspectRatio: v.optional(v.string()),
  negativePrompt: v.optional(v.string()),
  seed: v.optional(v.number()),
  /** Whether its pictures are listed in the gallery; else the link is the only way to them. */
  published: v.optional(v.boolean()),
  /** Every model's result in the order of the request, those without a picture too. */
  results: v.optional(v.array(Result)),
  images: v.array(Result),
  total: v.number(),
})
export type GalleryEntryAnswer = v.InferOutput<typeof GalleryEntryAnswer>
