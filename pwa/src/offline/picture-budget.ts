import * as v from 'valibot'

const MEGABYTE = 1_000_000

/** What a person may choose for pictures, in bytes. */
export const BUDGET_CHOICES = [50, 100, 250, 500, 1000, 2000].map((megabytes) => megabytes * MEGABYTE)
const DEFAULT_BUDGET_BYTES = 250 * MEGABYTE

/** However full the device: below this it would keep next to nothing. */
const SOFT_FLOOR_BYTES = 20 * MEGABYTE
/** A device that was full may have room again: after this the chosen budget is tried anew. */
const SOFT_FOR_MS = 24 * 3_600_000
/** After an eviction there is room for a while, so that not each picture brings the next one about. */
const AFTER_EVICTION = 0.9
/** Above this share of the budget pinned pictures leave next to no room for others. */
const MOST_PINNED = 0.8

const Bytes = v.pipe(v.number(), v.minValue(0))

export const PictureBudget = v.object({
  chosen: Bytes,
  /** What the device turned out to have room for. */
  soft: v.optional(v.object({ bytes: Bytes, until: v.number() })),
  /** It had no room at all when it was last tried: pictures are shown, and not kept. */
  isFull: v.optional(v.boolean()),
})
export type PictureBudget = v.InferOutput<typeof PictureBudget>

export const DEFAULT_BUDGET: PictureBudget = { chosen: DEFAULT_BUDGET_BYTES }

/** How many bytes pictures may have at this time. */
export function bytesAllowed({ chosen, soft }: PictureBudget, now: number): number {
  return soft === undefined || now >= soft.until ? chosen : Math.min(chosen, soft.bytes)
}

/** How many bytes have to go. An eviction goes somewhat below the budget. */
export function bytesToFree(budget: PictureBudget, used: number, now: number): number {
  const allowed = bytesAllowed(budget, now)
  return used <= allowed ? 0 : used - allowed * AFTER_EVICTION
}

/** After the device refused a write: half of what it had allowed, or of what is there if that is less. */
export function halved(budget: PictureBudget, used: number, now: number): PictureBudget {
  const bytes = Math.max(SOFT_FLOOR_BYTES, Math.min(bytesAllowed(budget, now), used) / 2)
  return { ...budget, soft: { bytes, until: now + SOFT_FOR_MS } }
}

export function isMostlyPinned(budget: PictureBudget, pinned: number, now: number): boolean {
  return pinned > bytesAllowed(budget, now) * MOST_PINNED
}
