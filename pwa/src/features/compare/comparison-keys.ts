import type { COMPARISON_KEYS } from '#ui/keys/later-keys.ts'

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

const ACTIONS: Readonly<Record<Exclude<keyof typeof COMPARISON_KEYS, 'picture'>, KeyAction>> = {
  zoomIn: { kind: 'zoom', factor: ZOOM_STEP },
  zoomOut: { kind: 'zoom', factor: 1 / ZOOM_STEP },
  fit: { kind: 'fit' },
  left: { kind: 'pan', x: PAN_STEP, y: 0 },
  right: { kind: 'pan', x: -PAN_STEP, y: 0 },
  up: { kind: 'pan', x: 0, y: PAN_STEP },
  down: { kind: 'pan', x: 0, y: -PAN_STEP },
}

/** What is to be done in the comparison. The digits name their pictures. */
export function keyAction(action: keyof typeof COMPARISON_KEYS, key: string): KeyAction {
  return action === 'picture' ? { kind: 'picture', index: Number(key) - 1 } : ACTIONS[action]
}
