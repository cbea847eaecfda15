import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useServices } from '#platform/services-context.tsx'
import type { Room } from './layout-frames.ts'
import { watchGestures } from './watch-gestures.ts'
import { CENTER, extentOf, FIT, type FramePoint, type Movement, moveView, type View } from './zoom.ts'

/** After the last movement, milliseconds: then sharper pictures are worth their bytes. */
const SETTLE_MS = 150
const DOUBLE_CLICK_SCALE = 3
const NOWHERE: Movement = { factor: 1, from: CENTER, to: CENTER }

interface Seen {
  /** Shapes of the pictures, width by height. */
  readonly ratios: readonly number[]
  readonly room: Room | undefined
}

export interface Zoom {
  /** The size at which the view has come to rest. */
  readonly scale: number
  /** Whether it is larger than fitting at this moment. */
  readonly isZoomed: () => boolean
  readonly zoomBy: (factor: number, at?: FramePoint) => void
  readonly panBy: (x: number, y: number) => void
  readonly fit: () => void
}

/**
 * One view for all frames. It is written into three custom properties of the element around them, which every picture
 * reads: no movement renders anything.
 * @param container the element around all frames
 * @param seen the pictures that are seen, and their room; the same object for as long as neither changes
 */
export function useZoom(container: RefObject<HTMLElement | null>, seen: Seen): Zoom {
  const { after } = useServices()
  const view = useRef(FIT)
  const shapes = useRef(seen.ratios)
  const cancelSettling = useRef<() => void>(undefined)
  const [scale, setScale] = useState(FIT.scale)

  const move = useCallback(
    (movement: Movement, isSmooth: boolean) => {
      const { current: element } = container
      if (element === null) return
      view.current = moveView(view.current, movement, extentOf(shapes.current, frameRatioOf(element)))
      writeView(element, view.current, isSmooth)
      cancelSettling.current?.()
      cancelSettling.current = after(SETTLE_MS, () => setScale(view.current.scale))
    },
    [after, container],
  )

  useEffect(() => {
    const { current: element } = container
    if (element === null) return undefined
    const unwatch = watchGestures(element, {
      onMove: (movement) => move(movement, false),
      onDoubleClick(at) {
        const factor = view.current.scale > FIT.scale ? 0 : DOUBLE_CLICK_SCALE
        move({ factor, from: at, to: at }, true)
      },
    })
    return () => {
      unwatch()
      cancelSettling.current?.()
    }
  }, [move, container])

  useEffect(() => {
    // Other frames and other pictures have other limits.
    shapes.current = seen.ratios
    move(NOWHERE, false)
  }, [move, seen])

  return useMemo(
    () => ({
      scale,
      isZoomed: () => view.current.scale > FIT.scale,
      zoomBy: (factor, at = CENTER) => move({ factor, from: at, to: at }, true),
      panBy: (x, y) => move({ factor: 1, from: CENTER, to: { x, y } }, true),
      fit: () => move({ factor: 0, from: CENTER, to: CENTER }, true),
    }),
    [move, scale],
  )
}

function writeView({ style, dataset }: HTMLElement, { scale, x, y }: View, isSmooth: boolean): void {
  style.setProperty('--zoom', `${scale}`)
  style.setProperty('--x', `${x * 100}`)
  style.setProperty('--y', `${y * 100}`)
  dataset.zoomed = `${scale > FIT.scale}`
  dataset.smooth = `${isSmooth}`
}

/** All frames have one size. */
function frameRatioOf(container: HTMLElement): number {
  const frame = container.querySelector('li:not([hidden]) [data-frame]')
  const { width = 0, height = 0 } = frame?.getBoundingClientRect() ?? {}
  return width > 0 && height > 0 ? width / height : 1
}
