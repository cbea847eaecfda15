import { useSyncExternalStore } from 'react'
import { writeLocal } from './local-value.ts'
import { asTheme, THEME_KEY, type Theme } from './theme-names.ts'

/** The theme of this page. What paints it is the script in the page itself, first-paint.ts, here and in other tabs. */
export function useTheme(): Theme {
  return useSyncExternalStore(onChange, current)
}

/** Answers false where the choice cannot be kept: then it holds for as long as the page is open. */
export function chooseTheme(theme: Theme): boolean {
  const isKept = writeLocal(THEME_KEY, theme)
  // Browsers tell the other tabs only.
  dispatchEvent(new StorageEvent('storage', { key: THEME_KEY, newValue: theme }))
  return isKept
}

function current(): Theme {
  return asTheme(document.documentElement.dataset.theme)
}

function onChange(listener: () => void): () => void {
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}
