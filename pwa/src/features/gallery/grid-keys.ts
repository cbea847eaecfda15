import { actionOf, type Press } from '#ui/keys/action-of.ts'
import { GALLERY_KEYS, SELECTION_KEYS } from '#ui/keys/later-keys.ts'
import type { RowLayout, TileBox } from '#ui/layout-rows.ts'

type Move = Exclude<keyof typeof GALLERY_KEYS, 'open'>

type Meaning =
  | { readonly kind: 'open' }
  | { readonly kind: 'choose'; readonly isRange: boolean }
  | { readonly kind: 'move'; readonly move: Move; readonly isRange: boolean }

/** What a press on a tile asks for. */
export function meaningOf(press: Press): Meaning | undefined {
  const chosen = actionOf(SELECTION_KEYS, press)
  if (chosen === 'leave') return undefined
  if (chosen === 'choose' || chosen === 'chooseTo') return { kind: 'choose', isRange: chosen === 'chooseTo' }
  const isRange = chosen === 'extend'
  const action = actionOf(GALLERY_KEYS, isRange ? { key: press.key } : press)
  if (action === undefined || action === 'open') return action && { kind: action }
  return { kind: 'move', move: action, isRange }
}

interface Step {
  readonly move: Move
  /** The tile that has the focus. */
  readonly from: number
  readonly layout: RowLayout
  /** How high the window is, in pixels. */
  readonly page: number
}

/** The tile that a key leads to. */
export function tileByKey({ move, from, layout, page }: Step): number {
  const last = layout.tiles - 1
  switch (move) {
    case 'previous':
      return Math.max(from - 1, 0)
    case 'next':
      return Math.min(from + 1, last)
    case 'above':
      return inRow(layout, from, layout.rowOf(from) - 1)
    case 'below':
      return inRow(layout, from, layout.rowOf(from) + 1)
    case 'pageUp':
      return inRow(layout, from, pageAway(layout, from, -page))
    case 'pageDown':
      return inRow(layout, from, pageAway(layout, from, page))
    case 'first':
      return 0
    case 'last':
      return last
    default:
      return move satisfies never
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
