import type { PROMPT_KEYS, RECALL_KEYS } from '../keys/first-keys.ts'
import type * as later from '../keys/later-keys.ts'
import { translated } from './translation.ts'

interface Scope<Keys> {
  readonly title: string
  readonly actions: Readonly<Record<keyof Keys, string>>
}

/** The words of the keyboard help. What a table of keys gains or loses, its words have to follow. */
export const shortcutTexts = translated('shortcuts', {
  title: 'Keyboard shortcuts',
  note: 'Everything can be reached with Tab, and back with Shift and Tab.',
  single: 'Single-key shortcuts',
  singleNote: 'Keys that are a character alone, such as ? and /. They never act in a text box.',
  off: 'Off',
  keys: {
    ' ': { shown: 'Space' },
    ArrowLeft: { shown: '←', said: 'Left arrow' },
    ArrowRight: { shown: '→', said: 'Right arrow' },
    ArrowUp: { shown: '↑', said: 'Up arrow' },
    ArrowDown: { shown: '↓', said: 'Down arrow' },
    PageUp: { shown: 'Page Up', said: 'Page up' },
    PageDown: { shown: 'Page Down', said: 'Page down' },
    Home: { shown: 'Home' },
    End: { shown: 'End' },
    Enter: { shown: 'Enter' },
    Shift: { shown: 'Shift' },
    Escape: { shown: 'Esc', said: 'Escape' },
    '+': { shown: '+', said: 'Plus' },
    '=': { shown: '=', said: 'Equals' },
    '-': { shown: '−', said: 'Minus' },
    '?': { shown: '?', said: 'Question mark' },
    '/': { shown: '/', said: 'Slash' },
    n: { shown: 'N' },
    Mod: { shown: 'Ctrl', said: 'Control' },
    ModOnMac: { shown: '⌘', said: 'Command' },
  } as Readonly<Record<string, { readonly shown: string; readonly said?: string }>>,
  everywhere: {
    title: 'Everywhere',
    actions: { help: 'Show this help', search: 'Search the gallery', write: 'Write a prompt' },
  } satisfies Scope<typeof later.EVERYWHERE_KEYS>,
  prompt: {
    title: 'In the prompt box',
    actions: { send: 'Generate' },
  } satisfies Scope<typeof PROMPT_KEYS>,
  recall: {
    title: 'In the empty prompt box',
    actions: { older: 'The prompt sent before', newer: 'The prompt sent after' },
  } satisfies Scope<typeof RECALL_KEYS>,
  gallery: {
    title: 'On a gallery picture',
    actions: {
      open: 'Open the picture',
      previous: 'To the picture before',
      next: 'To the next picture',
      above: 'To the picture above',
      below: 'To the picture below',
      pageUp: 'A screen up',
      pageDown: 'A screen down',
      first: 'To the first picture',
      last: 'To the last picture',
    },
  } satisfies Scope<typeof later.GALLERY_KEYS>,
  search: {
    title: 'In the search box',
    actions: { clear: 'Clear the search' },
  } satisfies Scope<typeof later.SEARCH_KEYS>,
  selection: {
    title: 'Selecting in the gallery',
    actions: {
      choose: 'Select or unselect the picture',
      chooseTo: 'Select everything up to here',
      extend: 'Move and select',
      leave: 'Leave the selection',
    },
  } satisfies Scope<typeof later.SELECTION_KEYS>,
  image: {
    title: 'In the image view',
    actions: { previous: 'Previous model', next: 'Next model' },
  } satisfies Scope<typeof later.IMAGE_KEYS>,
  comparison: {
    title: 'In the comparison',
    actions: {
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      fit: 'Fit',
      left: 'Move left, or to the picture before',
      right: 'Move right, or to the next picture',
      up: 'Move up',
      down: 'Move down',
      picture: 'Show one picture, or all again',
    },
  } satisfies Scope<typeof later.COMPARISON_KEYS>,
  waitingText: {
    title: 'Editing a waiting prompt',
    actions: { save: 'Save', discard: 'Discard' },
  } satisfies Scope<typeof later.WAITING_TEXT_KEYS>,
  panel: { title: 'In the history and the templates', actions: { close: 'Close the panel' } } satisfies Scope<
    typeof later.PANEL_KEYS
  >,
  dialog: {
    title: 'In every dialog',
    actions: { close: 'Close it' },
  } satisfies Scope<typeof later.DIALOG_KEYS>,
})
