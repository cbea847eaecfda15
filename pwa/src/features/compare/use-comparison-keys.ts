import type { RefObject } from 'react'
import { useKeys } from '#platform/use-keys.ts'
import { COMPARISON_KEYS } from '#ui/keys/later-keys.ts'
import { type KeyAction, keyAction } from './comparison-keys.ts'
import type { Zoom } from './use-zoom.ts'

interface ComparisonKeys {
  readonly list: RefObject<HTMLElement | null>
  readonly zoom: Zoom
  readonly show: (index: number) => void
  readonly total: number
  /** In a strip, and alone, the place of the picture that is seen. */
  readonly shown: number | undefined
}

export function useComparisonKeys(parts: ComparisonKeys): void {
  useKeys({
    keys: COMPARISON_KEYS,
    place: () => parts.list.current?.closest('dialog'),
    act: (action, key) => act(keyAction(action, key), parts),
  })
}

/** Answers whether there was something to do. */
function act(action: KeyAction, parts: Omit<ComparisonKeys, 'list'>): boolean {
  const { zoom, show, total } = parts
  switch (action.kind) {
    case 'zoom':
      zoom.zoomBy(action.factor)
      return true
    case 'fit':
      zoom.fit()
      return true
    case 'picture':
      if (action.index < total) show(action.index)
      return action.index < total
    case 'pan':
      if (!zoom.isZoomed()) return stepTo(action.x, parts)
      zoom.panBy(action.x, action.y)
      return true
    default:
      return action satisfies never
  }
}

/** With nothing to move, the arrows go from picture to picture where one is seen at a time. */
function stepTo(x: number, { show, shown, total }: Omit<ComparisonKeys, 'list'>): boolean {
  const next = shown === undefined || x === 0 ? undefined : shown - Math.sign(x)
  if (next === undefined || next < 0 || next >= total) return false
  show(next)
  return true
}
