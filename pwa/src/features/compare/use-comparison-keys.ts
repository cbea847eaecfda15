import { useEffect } from 'react'
import { type KeyAction, keyAction } from './comparison-keys.ts'
import type { Zoom } from './use-zoom.ts'

interface ComparisonKeys {
  readonly zoom: Zoom
  readonly show: (index: number) => void
  readonly total: number
  /** In a strip, and alone, the place of the picture that is seen. */
  readonly shown: number | undefined
  /** Another dialog has the keys. */
  readonly isOff: boolean
}

/** The keys of the comparison, wherever in it the focus is: a press on a picture takes the focus from every button. */
export function useComparisonKeys({ isOff, ...parts }: ComparisonKeys): void {
  const { zoom, show, shown, total } = parts
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const action = keyAction(event)
      // What does nothing here is the browser's.
      if (action !== undefined && !isOff && act(action, { zoom, show, shown, total })) event.preventDefault()
    }

    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [zoom, show, shown, total, isOff])
}

/** Answers whether there was something to do. */
function act(action: KeyAction, parts: Omit<ComparisonKeys, 'isOff'>): boolean {
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
function stepTo(x: number, { show, shown, total }: Omit<ComparisonKeys, 'isOff'>): boolean {
  const next = shown === undefined || x === 0 ? undefined : shown - Math.sign(x)
  if (next === undefined || next < 0 || next >= total) return false
  show(next)
  return true
}
