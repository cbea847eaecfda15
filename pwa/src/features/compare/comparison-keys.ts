/** A press makes the pictures this much larger. */
export const ZOOM_STEP = 1.5
/** A press moves the view by this share of a frame. */
const PAN_STEP = 0.12

export type KeyAction =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' }
  /** Where the pictures move to, in sizes of a frame: against the arrow, which moves the view. */
  | { readonly kind: 'pan'; readonly x: number; readonly y: number }
  | { readonly kind: 'picture'; readonly index: number }

const ACTIONS: ReadonlyMap<string, KeyAction> = new Map([
  ['+', { kind: 'zoom', factor: ZOOM_STEP }],
  // The same key without Shift, where "+" is above it.
  ['=', { kind: 'zoom', factor: ZOOM_STEP }],
  ['-', { kind: 'zoom', factor: 1 / ZOOM_STEP }],
  ['0', { kind: 'fit' }],
  ['ArrowLeft', { kind: 'pan', x: PAN_STEP, y: 0 }],
  ['ArrowRight', { kind: 'pan', x: -PAN_STEP, y: 0 }],
  ['ArrowUp', { kind: 'pan', x: 0, y: PAN_STEP }],
  ['ArrowDown', { kind: 'pan', x: 0, y: -PAN_STEP }],
])

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key does in the comparison. With a modifier it is the browser's. */
export function keyAction({ key, ctrlKey, metaKey, altKey }: Press): KeyAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined
  if (/^[1-6]$/.test(key)) return { kind: 'picture', index: Number(key) - 1 }
  return ACTIONS.get(key)
}
