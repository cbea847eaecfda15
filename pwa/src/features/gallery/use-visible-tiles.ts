import { useEffect, useState } from 'react'
import type { RowLayout, TileBox } from '#ui/layout-rows.ts'
import { useVisibleRows } from './use-visible-rows.ts'

export interface VisibleTile extends TileBox {
  readonly index: number
}

interface VisibleTilesTools {
  readonly layout: RowLayout
  /** Of the list in the page, in pixels. */
  readonly top: number
  /** Stays in the page wherever the window goes, for example because it has the focus. */
  readonly keptTile: number | undefined
}

/** Rows that are ready beyond both edges of the window; at first few, so that what is seen has the line for itself. */
const OVERSCAN = { first: 1, later: 3 } as const
/** Or until the list is scrolled. Milliseconds. */
const FIRST_MS = 2000

/** The tiles near the window, in reading order. */
export function useVisibleTiles({ layout, top, keptTile }: VisibleTilesTools): readonly VisibleTile[] {
  const { from, to } = useVisibleRows(layout, top, useOverscan())
  const rows = Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => from + index)
  const keptRow = keptTile === undefined || layout.rows === 0 ? undefined : layout.rowOf(keptTile)
  return withRow(rows, keptRow).flatMap((row) => {
    const first = layout.firstOf(row)
    return layout.boxesOf(row).map((box, place) => ({ ...box, index: first + place }))
  })
}

function useOverscan(): number {
  const [overscan, setOverscan] = useState<number>(OVERSCAN.first)
  useEffect(() => {
    const grow = () => setOverscan(OVERSCAN.later)
    const timer = setTimeout(grow, FIRST_MS)
    addEventListener('scroll', grow, { once: true, passive: true })
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', grow)
    }
  }, [])
  return overscan
}

function withRow(rows: readonly number[], row: number | undefined): number[] {
  if (row === undefined || rows.includes(row)) return [...rows]
  return [...rows, row].sort((one, other) => one - other)
}
