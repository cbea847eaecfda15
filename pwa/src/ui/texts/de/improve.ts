import type { improveTexts as english } from '../improve.ts'

export const improveTexts: typeof english = {
  label: 'Verbesserter Prompt',
  improving: 'Wird verbessert',
  original: 'Original',
  improved: 'Verbessert',
  by: (writer) => `Von ${writer ?? 'eingebauten Regeln'}`,
  languageModel: 'einem Sprachmodell',
  length: 'Länge',
  short: 'Kurz',
  long: 'Lang',
  use: 'Übernehmen',
  ready: 'Der verbesserte Prompt ist fertig.',
  reasons: {
    timeout: 'Keine Antwort in der erwarteten Zeit.',
    refused: 'Das Sprachmodell hat diesen Prompt abgelehnt.',
    unavailable: 'Das Sprachmodell ist zurzeit nicht verfügbar.',
    unusable: 'Das Sprachmodell hat nichts Brauchbares geschrieben.',
    'too-long': 'Er ist zu lang, um verbessert zu werden.',
  },
  unreachable: 'Der Server ist nicht zu erreichen.',
  foreign: 'Die Antwort kam nicht vom Server. Vielleicht verlangt dieses Netz zuerst eine Anmeldung.',
}
