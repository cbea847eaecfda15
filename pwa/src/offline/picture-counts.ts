import * as v from 'valibot'

/** How often pictures were asked for: small or large, with or without a network, found on the device or not. */
export const PictureCounts = v.record(v.string(), v.number())
export type PictureCounts = v.InferOutput<typeof PictureCounts>

export interface PictureLookup {
  readonly kind: 'thumb' | 'full'
  readonly network: 'online' | 'offline'
  readonly outcome: 'hit' | 'miss'
}

export function countKey({ kind, network, outcome }: PictureLookup): string {
  return `${kind} ${network} ${outcome}`
}

export function addCounts(counts: PictureCounts, more: PictureCounts): PictureCounts {
  const sums = Object.entries(more).map(([key, amount]) => [key, (counts[key] ?? 0) + amount])
  return { ...counts, ...Object.fromEntries(sums) }
}

/** How many pictures were asked for without a network, and how many of them were not here. */
export function offlineCounts(counts: PictureCounts): { readonly asked: number; readonly missing: number } {
  const sum = (outcome: PictureLookup['outcome']) => {
    const keys = (['thumb', 'full'] as const).map((kind) => countKey({ kind, network: 'offline', outcome }))
    return keys.reduce((total, key) => total + (counts[key] ?? 0), 0)
  }
  const missing = sum('miss')
  return { asked: sum('hit') + missing, missing }
}
