import type { ResultImage } from '#contract/job.ts'

/** Facts of a stored picture; its addresses are made when it is read. */
export type ImageFacts = Omit<ResultImage, 'url' | 'originalUrl'>

/**
 * `stored`: the original is, and all variants but the missing ones, for which the original serves.
 * `undecodable`: the bytes are no picture that can be shown; nothing of them is kept.
 */
export type StoredPicture =
  | { readonly status: 'stored'; readonly image: ImageFacts; readonly missingVariants: number }
  | { readonly status: 'undecodable'; readonly reason: string }

/** Port of what happens to the bytes of a picture between a model and the store. */
export interface PictureStore {
  /** Stores the original untouched, then the variants that a person waits for (JPEG and WebP). Throws on store trouble. */
  keep(jobId: string, run: string, bytes: Uint8Array): Promise<StoredPicture>
  /** Stores the AVIF variants of a picture whose original is stored; repeating it is harmless. */
  keepAvif(jobId: string, run: string): Promise<void>
  /** The bytes of a stored original, or undefined. */
  original(jobId: string, run: string): Promise<Uint8Array | undefined>
}
