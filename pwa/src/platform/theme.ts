import { useSyncExternalStore } from 'react'
import { asTheme, THEME_KEY, type Theme } from './theme-names.ts'

/** The theme of this page. What paints it is the script in the page itself, first-paint.ts, here and in other tabs. */
export function useTheme(): Theme {
  return useSyncExternalStore(onChange, current)
}

/** Answers false where the choice cannot be kept: then it holds for as long as the page is open. */
export function chooseTheme(theme: Theme): boolean {
  const isKept = keep(theme)
  // Browsers tell the other tabs only.
  dispatchEvent(new StorageEvent('storage', { key: THEME_KEY, newValue: theme }))
  return isKept
}

function keep(theme: Theme): boolean {
  try {
    localStorage.setItem(THEME_KEY, theme)
    return true
  } catch {
    return false // blocked or full
  }
}

function current(): Theme {
  return asTheme(document.documentElement.dataset.theme ?? null)
}

function onChange(listener: () => void): () => void {
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}
