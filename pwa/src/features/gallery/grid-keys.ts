import type { RowLayout, TileBox } from './layout-rows.ts'

interface Step {
  readonly key: string
  /** The tile that has the focus. */
  readonly from: number
  readonly layout: RowLayout
  /** How high the window is, in pixels. */
  readonly page: number
}

/** The tile that a key leads to; undefined where it is none of the keys that lead on. */
export function tileByKey({ key, from, layout, page }: Step): number | undefined {
  const last = layout.tiles - 1
  switch (key) {
    case 'ArrowLeft':
      return Math.max(from - 1, 0)
    case 'ArrowRight':
      return Math.min(from + 1, last)
    case 'ArrowUp':
      return inRow(layout, from, layout.rowOf(from) - 1)
    case 'ArrowDown':
      return inRow(layout, from, layout.rowOf(from) + 1)
    case 'PageUp':
      return inRow(layout, from, pageAway(layout, from, -page))
    case 'PageDown':
      return inRow(layout, from, pageAway(layout, from, page))
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

/** At least one row on, whatever fits into the window. */
function pageAway(layout: RowLayout, from: number, by: number): number {
  const row = layout.rowOf(from)
  const away = layout.rowAt(layout.topOf(row) + by)
  return by < 0 ? Math.min(away, row - 1) : Math.max(away, row + 1)
}

/** The tile of another row that lies nearest above or below. */
function inRow(layout: RowLayout, from: number, wanted: number): number {
  const row = layout.rowOf(from)
  if (wanted < 0 && row === 0) return from
  if (wanted >= layout.rows && row === layout.rows - 1) return from
  const target = Math.min(Math.max(wanted, 0), layout.rows - 1)
  const own = layout.boxesOf(row)[from - layout.firstOf(row)]
  const middle = own === undefined ? 0 : middleOf(own)
  const distances = layout.boxesOf(target).map((box) => Math.abs(middleOf(box) - middle))
  return layout.firstOf(target) + distances.indexOf(Math.min(...distances))
}

function middleOf({ left, width }: TileBox): number {
  return left + width / 2
}
