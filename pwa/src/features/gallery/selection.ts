/** What is chosen among the tiles. Ids, so that it holds while tiles come, go and are searched. */
export interface Selection {
  readonly isOn: boolean
  readonly ids: ReadonlySet<string>
  /** Where a range begins: the last tile that was chosen by itself. */
  readonly anchor: string | undefined
  /** What was chosen before the range, which may still grow and shrink. */
  readonly base: ReadonlySet<string>
}

export const NOTHING_SELECTED: Selection = { isOn: false, ids: new Set(), anchor: undefined, base: new Set() }

/** Chooses a tile, or no longer. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { isOn: true, ids: next, anchor: id, base: next }
}

export interface RangeEnds {
  /** The tiles as they are seen now, which may be what a search has found. */
  readonly order: readonly { readonly id: string }[]
  /** Where the range ends. */
  readonly to: number
  /** Where it begins if nothing was chosen before. */
  readonly from: number
}

/** Chooses everything from the anchor to a tile, in place of the range before. */
export function withRange({ anchor, base }: Selection, { order, to, from }: RangeEnds): Selection {
  const known = anchor === undefined ? -1 : order.findIndex(({ id }) => id === anchor)
  const start = known === -1 ? from : known
  const first = Math.min(start, to)
  const last = Math.max(start, to)
  const ids = new Set(base)
  for (const { id } of order.slice(first, last + 1)) ids.add(id)
  return { isOn: true, ids, anchor: order[start]?.id, base }
}
