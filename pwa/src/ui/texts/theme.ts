import { translated } from './translation.ts'

/** The words of the choice between light and dark. */
export const themeTexts = translated('theme', {
  title: 'Theme',
  names: { system: 'System', light: 'Light', dark: 'Dark' },
  notKept: 'This browser keeps nothing for the app: the theme holds until the page is closed.',
})
