/** A place in a frame: from its center, in widths and heights of the frame, so that the edges are at -0.5 and 0.5. */
export interface FramePoint {
  readonly x: number
  readonly y: number
}

/** The one view of all frames: how much larger than fitting, and where the pictures' center lies in the frame. */
export interface View extends FramePoint {
  readonly scale: number
}

/** How much of a frame the pictures fill when they fit, 0 to 1 each way. */
export interface Extent {
  readonly width: number
  readonly height: number
}

/** What was under `from` comes under `to`, larger by the factor. */
export interface Movement {
  readonly factor: number
  readonly from: FramePoint
  readonly to: FramePoint
}

export const FIT: View = { scale: 1, x: 0, y: 0 }
export const CENTER: FramePoint = { x: 0, y: 0 }
/** Beyond it there is nothing but the pixels of an original. */
export const MAX_SCALE = 8

/** The view after a movement, held so that no picture leaves its frame for emptiness. */
export function moveView(view: View, { factor, from, to }: Movement, extent: Extent): View {
  const scale = clamp(view.scale * factor, FIT.scale, MAX_SCALE)
  const growth = scale / view.scale
  return withinLimits({ scale, x: to.x - (from.x - view.x) * growth, y: to.y - (from.y - view.y) * growth }, extent)
}

/** The nearest view that the frames allow: along an axis on which a picture fits it stands in the middle. */
export function withinLimits({ scale, x, y }: View, extent: Extent): View {
  const limitX = Math.max((scale * extent.width - 1) / 2, 0)
  const limitY = Math.max((scale * extent.height - 1) / 2, 0)
  return { scale, x: clamp(x, -limitX, limitX), y: clamp(y, -limitY, limitY) }
}

/** What pictures of these shapes fill of a frame, the largest of them each way. Shapes are widths by heights. */
export function extentOf(ratios: readonly number[], frameRatio: number): Extent {
  return {
    width: Math.max(...ratios.map((ratio) => Math.min(ratio / frameRatio, 1))),
    height: Math.max(...ratios.map((ratio) => Math.min(frameRatio / ratio, 1))),
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
