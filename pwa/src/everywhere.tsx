import { ADDRESSES } from '#platform/addresses.ts'
import { topDialog, useKeys } from '#platform/use-keys.ts'
import { EVERYWHERE_KEYS } from '#ui/keys/later-keys.ts'
import { goToBox } from './go-to-box.ts'
import { useKeyboardHelp } from './use-keyboard-help.tsx'

/** Where the keys lead to. */
const GOALS = {
  search: { id: 'search', address: ADDRESSES.gallery },
  write: { id: 'prompt', address: ADDRESSES.create },
} as const

/** The keys that every screen has. */
export function Everywhere() {
  const { openHelp, help } = useKeyboardHelp()
  useKeys({
    keys: EVERYWHERE_KEYS,
    place: 'everywhere',
    act(action) {
      if (action === 'help') return openHelp()
      // What lies below a dialog is out of reach.
      if (topDialog() !== undefined) return false
      return goToBox(GOALS[action])
    },
  })
  return help
}
