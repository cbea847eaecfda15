import { useSyncExternalStore } from 'react'
import type { RowLayout } from '#ui/layout-rows.ts'

interface RowRange {
  readonly from: number
  /** The last one; -1 where there are none. */
  readonly to: number
}

/**
 * The rows in the window. Their places are known, so that a scroll is two searches among numbers, and only one that
 * brings another row renders anything.
 * @param top of the list in the page, in pixels
 * @param overscan rows that are ready beyond both edges
 */
export function useVisibleRows(layout: RowLayout, top: number, overscan: number): RowRange {
  const rowAt = (height: number) => layout.rowAt(height - top)
  const from = useSyncExternalStore(onMove, () => Math.max(rowAt(scrollY) - overscan, 0))
  const to = useSyncExternalStore(onMove, () => Math.min(rowAt(scrollY + innerHeight) + overscan, layout.rows - 1))
  return { from, to }
}

function onMove(look: () => void): () => void {
  addEventListener('scroll', look, { passive: true })
  addEventListener('resize', look)
  return () => {
    removeEventListener('scroll', look)
    removeEventListener('resize', look)
  }
}
