import { readLocal } from './local-value.ts'

/** What a person can choose; without a choice the system decides. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Where the choice is kept: what is read before the first paint has to be read at once. */
export const THEME_KEY = 'theme'

/** Browsers paint their own parts around the page in the color of the page. */
export const THEME_COLORS = { light: '#fafafa', dark: '#121416' } as const

/** @param text what is stored, which may be anything */
export function asTheme(text: string | null | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system'
}

/** The stored choice. A storage that the browser blocks has none. */
export function readTheme(): Theme {
  return asTheme(readLocal(THEME_KEY))
}
