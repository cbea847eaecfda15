import { isSingle, type Keys } from '#ui/keys/action-of.ts'
import { PROMPT_KEYS, RECALL_KEYS } from '#ui/keys/first-keys.ts'
import {
  COMPARISON_KEYS,
  DIALOG_KEYS,
  EVERYWHERE_KEYS,
  GALLERY_KEYS,
  IMAGE_KEYS,
  PANEL_KEYS,
  SEARCH_KEYS,
  SELECTION_KEYS,
  WAITING_TEXT_KEYS,
} from '#ui/keys/later-keys.ts'
import { shortcutTexts as words } from '#ui/texts/shortcuts.ts'

interface Scope {
  readonly title: string
  readonly keys: Keys
  readonly actions: Readonly<Record<string, string>>
}

/** Where keys do something, as the help lists them. */
export const scopes = (): readonly Scope[] => [
  { ...words.everywhere, keys: EVERYWHERE_KEYS },
  { ...words.prompt, keys: PROMPT_KEYS },
  { ...words.recall, keys: RECALL_KEYS },
  { ...words.search, keys: SEARCH_KEYS },
  { ...words.gallery, keys: GALLERY_KEYS },
  { ...words.selection, keys: SELECTION_KEYS },
  { ...words.image, keys: IMAGE_KEYS },
  { ...words.comparison, keys: COMPARISON_KEYS },
  { ...words.waitingText, keys: WAITING_TEXT_KEYS },
  { ...words.panel, keys: PANEL_KEYS },
  { ...words.dialog, keys: DIALOG_KEYS },
]

/** Keys that do the same: first what is held for each of them. */
export interface Shown {
  readonly held: readonly string[]
  readonly keys: readonly string[]
}

/** The keys of an action as they are written on the keyboard, without those that are turned off. */
export function shownKeys(chords: readonly string[], areSinglesOn: boolean): Shown {
  const parts = chords.filter((chord) => areSinglesOn || !isSingle(chord)).map(partsOf)
  return { held: parts[0]?.slice(0, -1) ?? [], keys: parts.map((each) => each.at(-1) ?? '') }
}

/** "+" is a key too. */
function partsOf(chord: string): string[] {
  return isSingle(chord) ? [chord] : chord.split('+')
}
