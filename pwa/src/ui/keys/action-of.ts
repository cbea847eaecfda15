/**
 * Keys by what they do. A chord is a key as the browser names it, after "Mod+" (Ctrl, or Cmd on a Mac), "Alt+" or "Shift+". The
 * help shows these tables, and what listens asks them: a key is in both or in neither.
 */
export type Keys<Action extends string = string> = Readonly<Record<Action, readonly string[]>>

export interface Press {
  readonly key: string
  readonly ctrlKey?: boolean
  readonly metaKey?: boolean
  readonly altKey?: boolean
  readonly shiftKey?: boolean
}

/** What a press does; undefined where it is none of these keys. */
export function actionOf<Action extends string>(keys: Keys<Action>, press: Press): Action | undefined {
  const chord = chordOf(press)
  for (const action in keys) if (keys[action].includes(chord)) return action
  return undefined
}

/** A character alone, which speech input and restless hands press by mistake: a person can turn these keys off. */
export function isSingle(chord: string): boolean {
  return chord.length === 1 && chord !== ' '
}

function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string {
  // With which of its keys a keyboard makes a character differs by country.
  const isShifted = shiftKey && !isSingle(key)
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${isShifted ? 'Shift+' : ''}${key}`
}
