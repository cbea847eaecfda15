import type { FramePoint, Movement } from './zoom.ts'

/** How much a wheel's pixel changes the size; a pinch on a trackpad comes as a wheel with Ctrl, in smaller amounts. */
const WHEEL_SPEED = 0.002
const PINCH_SPEED = 0.01
/** Pixels of a line, where a wheel counts in lines. */
const LINE = 16

interface Gestures {
  readonly onMove: (movement: Movement) => void
  readonly onDoubleClick: (at: FramePoint) => void
}

interface Finger {
  readonly clientX: number
  readonly clientY: number
  readonly frame: Element
}

/** Wheel, drag, pinch and double click in any of the frames below an element. Answers how to stop. */
export function watchGestures(element: HTMLElement, { onMove, onDoubleClick }: Gestures): () => void {
  /** Mouse buttons and fingers that are down, by their id. */
  let fingers = new Map<number, Finger>()
  const watching = new AbortController()
  const { signal } = watching

  function wheel(event: WheelEvent): void {
    const frame = frameOf(event)
    // Sideways it goes to the next picture, where they stand in a strip.
    if (frame === undefined || (!event.ctrlKey && Math.abs(event.deltaX) > Math.abs(event.deltaY))) return
    event.preventDefault()
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1)
    const at = pointIn(frame, event)
    onMove({ factor: Math.exp(-pixels * (event.ctrlKey ? PINCH_SPEED : WHEEL_SPEED)), from: at, to: at })
  }

  function down(event: PointerEvent): void {
    const frame = frameOf(event)
    if (frame === undefined || event.button !== 0 || fingers.size === 2) return
    frame.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, { clientX: event.clientX, clientY: event.clientY, frame })
  }

  function move(event: PointerEvent): void {
    const finger = fingers.get(event.pointerId)
    if (finger === undefined) return
    const before = [...fingers.values()]
    fingers = new Map(fingers).set(event.pointerId, { ...finger, clientX: event.clientX, clientY: event.clientY })
    onMove(movementBetween(before, [...fingers.values()]))
  }

  function up({ pointerId }: PointerEvent): void {
    fingers.delete(pointerId)
  }

  function touch(event: TouchEvent): void {
    // Two fingers never scroll the strip nor zoom the page.
    if (event.touches.length > 1) event.preventDefault()
  }

  element.addEventListener('wheel', wheel, { signal, passive: false })
  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', up, { signal })
  element.addEventListener('pointercancel', up, { signal })
  element.addEventListener('touchstart', touch, { signal, passive: false })
  element.addEventListener('touchmove', touch, { signal, passive: false })
  element.addEventListener(
    'dblclick',
    (event) => {
      const frame = frameOf(event)
      if (frame !== undefined) onDoubleClick(pointIn(frame, event))
    },
    { signal },
  )
  return () => watching.abort()
}

/** What the fingers did, one or two of them. */
function movementBetween(before: readonly Finger[], after: readonly Finger[]): Movement {
  const spread = spreadOf(before)
  return { factor: spread > 0 ? spreadOf(after) / spread : 1, from: middleOf(before), to: middleOf(after) }
}

function spreadOf([one, other]: readonly Finger[]): number {
  return one === undefined || other === undefined
    ? 0
    : Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
}

function middleOf(fingers: readonly Finger[]): FramePoint {
  const points = fingers.map((finger) => pointIn(finger.frame, finger))
  const sum = points.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }))
  return { x: sum.x / points.length, y: sum.y / points.length }
}

function pointIn(frame: Element, { clientX, clientY }: { clientX: number; clientY: number }): FramePoint {
  const { left, top, width, height } = frame.getBoundingClientRect()
  return { x: (clientX - left) / width - 0.5, y: (clientY - top) / height - 0.5 }
}

/** The frame of a press, but not of one on a button in it. */
function frameOf({ target }: Event): Element | undefined {
  if (!(target instanceof Element) || target.closest('button') !== null) return undefined
  return target.closest('[data-frame]') ?? undefined
}
