/** Wherever no text box has the focus. */
export const EVERYWHERE_KEYS = { help: ['?'], search: ['/'], write: ['n'] } as const

const MOVES = {
  previous: ['ArrowLeft'],
  next: ['ArrowRight'],
  above: ['ArrowUp'],
  below: ['ArrowDown'],
  pageUp: ['PageUp'],
  pageDown: ['PageDown'],
  first: ['Home'],
  last: ['End'],
} as const

/** On a picture of the gallery. */
export const GALLERY_KEYS = { open: ['Enter'], ...MOVES } as const

/** On a picture of the gallery too; the last wherever the focus is. */
export const SELECTION_KEYS = {
  choose: [' '],
  chooseTo: ['Shift+ '],
  extend: Object.values(MOVES)
    .flat()
    .map((key) => `Shift+${key}`),
  leave: ['Escape'],
} as const

/** In the box "Search prompts". */
export const SEARCH_KEYS = { clear: ['Escape'] } as const

export const IMAGE_KEYS = { previous: ['ArrowLeft'], next: ['ArrowRight'] } as const

export const COMPARISON_KEYS = {
  // The second is the same key without Shift, where "+" is above it.
  zoomIn: ['+', '='],
  zoomOut: ['-'],
  fit: ['0'],
  left: ['ArrowLeft'],
  right: ['ArrowRight'],
  up: ['ArrowUp'],
  down: ['ArrowDown'],
  picture: ['1', '2', '3', '4', '5', '6'],
} as const

/** In the box "Waiting text". */
export const WAITING_TEXT_KEYS = { save: ['Mod+Enter'], discard: ['Escape'] } as const

/** In the prompt history and in the templates. */
export const PANEL_KEYS = { close: ['Escape'] } as const

/** The browser's own, which tells the dialog that it is to close (ui/dialog.tsx). */
export const DIALOG_KEYS = { close: ['Escape'] } as const
