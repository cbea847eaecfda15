import * as v from 'valibot'
import { FULL_CACHE, PICTURE_CACHES } from './picture-caches.ts'

const Amount = v.pipe(v.number(), v.minValue(0))

export const PictureRow = v.object({
  /** The picture's one address, without its origin. */
  url: v.string(),
  cache: v.picklist(PICTURE_CACHES),
  jobId: v.string(),
  /** Of the body as it was received; what a header says is not believed. */
  bytes: Amount,
  /** Of the body, hexadecimal. */
  sha256: v.string(),
  /** Milliseconds. */
  lastUsed: v.number(),
  /** Why it stays: the pins of its job. Without any it may go when space runs out. */
  reasons: v.array(v.string()),
  /** `pending`: the bytes are just being put, so nobody knows whether they are there. */
  status: v.picklist(['pending', 'ready']),
  /** What goes first: large pictures, then small ones, then what is pinned, in the same order. */
  rank: v.number(),
})
export type PictureRow = v.InferOutput<typeof PictureRow>

const Part = v.object({ pictures: Amount, bytes: Amount })
export type Part = v.InferOutput<typeof Part>

/** What the rows come to. Changed in the same transaction as they are. */
export const PictureTotals = v.object({ thumbs: Part, full: Part, pinned: Part })
export type PictureTotals = v.InferOutput<typeof PictureTotals>

const NOTHING: Part = { pictures: 0, bytes: 0 }
export const EMPTY_TOTALS: PictureTotals = { thumbs: NOTHING, full: NOTHING, pinned: NOTHING }

/** The lowest rank that pinned pictures have. */
export const PINNED_RANK = 2

export function rankOf({ cache, reasons }: Pick<PictureRow, 'cache' | 'reasons'>): number {
  return (reasons.length === 0 ? 0 : PINNED_RANK) + (cache === FULL_CACHE ? 0 : 1)
}

export function bytesOf({ thumbs, full }: PictureTotals): number {
  return thumbs.bytes + full.bytes
}

/** The totals after a row is there, or with the sign -1 is no longer there. */
export function withRow(totals: PictureTotals, row: PictureRow | undefined, sign: 1 | -1): PictureTotals {
  if (row === undefined) return totals
  const add = ({ pictures, bytes }: Part): Part => ({
    pictures: Math.max(0, pictures + sign),
    bytes: Math.max(0, bytes + sign * row.bytes),
  })
  const kind = row.cache === FULL_CACHE ? 'full' : 'thumbs'
  const pinned = row.reasons.length === 0 ? totals.pinned : add(totals.pinned)
  return { ...totals, pinned, [kind]: add(totals[kind]) }
}

export function parsePictureRow(row: unknown): PictureRow | undefined {
  const parsed = v.safeParse(PictureRow, row)
  return parsed.success ? parsed.output : undefined
}
