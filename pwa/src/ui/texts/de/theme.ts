import type { themeTexts as english } from '../theme.ts'

export const themeTexts: typeof english = {
  title: 'Farbschema',
  names: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  notKept: 'Dieser Browser behält nichts für die App: Das Farbschema gilt, bis die Seite geschlossen wird.',
}
