/** Below this width, in CSS pixels, pictures stand one at a time. */
const NARROW = 840
/** Between two frames, and what stands below each of them, in one row or two; as in frames.module.css. */
const GAP = 16
const CAPTION = 68
const TALL_CAPTION = 116
const TALL_BELOW = 280
/** In a window that is lower than that the frames are scrolled. */
const LEAST_HEIGHT = 160

export interface Room {
  readonly width: number
  readonly height: number
}

export interface FrameLayout {
  /** One at a time, to be swiped; or all at once. */
  readonly kind: 'strip' | 'grid'
  readonly columns: number
  /** Of the part in which the picture stands, in CSS pixels. */
  readonly frame: Room
}

export function isNarrow({ width }: Room): boolean {
  return width < NARROW
}

/**
 * Frames of one size for pictures of these shapes (width by height), in as many columns as show most of them. In a grid
 * they are no taller than the tallest picture, so that each caption stands below what it names.
 */
export function layoutFrames(room: Room, ratios: readonly number[]): FrameLayout {
  if (isNarrow(room)) return { kind: 'strip', columns: 1, frame: frameIn(room.width - 2 * GAP, room.height) }
  const all = ratios.map((_ratio, index) => gridOf(room, ratios.length, index + 1))
  const areas = all.map(({ frame }) =>
    ratios.reduce((sum, ratio) => sum + containedWidth(frame, ratio) ** 2 / ratio, 0),
  )
  const best = areas.indexOf(Math.max(...areas))
  const { frame, columns } = all[best] ?? gridOf(room, ratios.length, 1)
  const tallest = Math.max(...ratios.map((ratio) => containedWidth(frame, ratio) / ratio))
  return { kind: 'grid', columns, frame: { ...frame, height: Math.max(Math.ceil(tallest), LEAST_HEIGHT) } }
}

function gridOf(room: Room, count: number, columns: number): FrameLayout {
  const rows = Math.ceil(count / columns)
  const width = (room.width - GAP * (columns - 1)) / columns
  return { kind: 'grid', columns, frame: frameIn(width, (room.height - GAP * (rows - 1)) / rows) }
}

/** What a caption leaves of a column and a row. */
function frameIn(width: number, height: number): Room {
  const caption = width < TALL_BELOW ? TALL_CAPTION : CAPTION
  // Whole pixels, so that the same view is the same in each of them.
  return { width: Math.max(Math.floor(width), 0), height: Math.max(Math.floor(height - caption), 0) }
}

/** How wide a picture of this shape is when it is shown whole in a frame. */
export function containedWidth({ width, height }: Room, ratio: number): number {
  return Math.min(width, height * ratio)
}
