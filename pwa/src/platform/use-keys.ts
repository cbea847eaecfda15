import { useEffect } from 'react'
import { actionOf, isSingle, type Keys } from '#ui/keys/action-of.ts'
import { useSingleKeys } from './use-single-keys.ts'

interface KeysInUse<Action extends string> {
  readonly keys: Keys<Action>
  /** Answers false where there was nothing to do: the key is the browser's then. */
  readonly act: (action: Action, key: string) => unknown
  /** In a dialog only while it is the one on top, in the page only while there is none, and everywhere in both. */
  readonly place: 'page' | 'everywhere' | (() => Element | null | undefined)
}

/** The keys of a place, wherever in it the focus is: a press on a picture takes the focus from every button. */
export function useKeys<Action extends string>({ keys, act, place }: KeysInUse<Action>): void {
  const { areOn } = useSingleKeys()
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const action = actionOf(keys, event)
      if (action === undefined || isTaken(event) || !isHere(place)) return
      if (isSingle(event.key) && !areOn) return
      if (act(action, event.key) !== false) event.preventDefault()
    }

    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}

/** What is typed into, and what has a meaning of its own for arrows and letters. */
const HAS_OWN_KEYS = 'input:not([type=checkbox]), textarea, select, [contenteditable]'

function isTaken({ defaultPrevented, isComposing, key, target }: KeyboardEvent): boolean {
  const isInBox = target instanceof Element && target.matches(HAS_OWN_KEYS)
  return defaultPrevented || isComposing || (isInBox && key !== 'Escape')
}

function isHere(place: KeysInUse<string>['place']): boolean {
  if (place === 'everywhere') return true
  return topDialog() === (place === 'page' ? undefined : place())
}

export function topDialog(): Element | undefined {
  return [...document.querySelectorAll('dialog[open]')].at(-1)
}
