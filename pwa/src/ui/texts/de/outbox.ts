import { count, dayTime, many } from '../format.ts'
import type { outboxTexts as english } from '../outbox.ts'

export const outboxTexts: typeof english = {
  list: 'Ausgang',
  empty: 'Nichts wartet. Prompts, die ohne Netz gesendet werden, warten hier.',
  onlyHere: (amount) =>
    `${many(amount, 'Prompt ist', 'Prompts sind')} nur auf diesem Gerät, bis ${amount === 1 ? 'er gesendet ist' : 'sie gesendet sind'}.`,
  saved: 'Auf diesem Gerät gespeichert',
  savedAt: (at) => `Gespeichert ${dayTime(at)}`,
  network: 'Wartet auf das Netz',
  portal: 'Wartet auf das Netz. Vielleicht verlangt dieses Netz zuerst eine Anmeldung',
  server: 'Der Server hat ein Problem',
  nextTry: (wait) => `Nächster Versuch in ${count.format(wait)}\u00A0s`,
  turn: 'Wartet, bis er an der Reihe ist',
  paused: 'Pausiert',
  sending: 'Wird gesendet',
  limit: (at) => `Wartet auf die Grenze. Frei ab ${dayTime(at)}\u00A0Uhr`,
  spendingLimit: (at) => `Wartet auf das Ausgabenlimit für heute. Frei ab ${dayTime(at)}\u00A0Uhr`,
  modelLimit: (at) => `Wartet auf die Grenze eines gewählten Modells. Frei ab ${dayTime(at)}\u00A0Uhr`,
  needsYou: (reason) => `Eingriff nötig: ${reason}`,
  isOld: 'Dieser Prompt ist zwei Wochen alt. Senden oder entfernen?',
  changed: 'Dieser Prompt wurde nach dem Senden geändert. Als neuen senden?',
  onlyErrors: 'Der Server hatte mit diesem Prompt jedes Mal einen Fehler.',
  notAccepted: 'Dieser Prompt wird hier nicht angenommen.',
  newer: (amount) =>
    `${many(amount, 'Prompt braucht', 'Prompts brauchen')} die neue Version. Nichts davon wurde entfernt.`,
  lost: (amount) =>
    amount === 0
      ? 'Der Browser hat die Daten dieser App entfernt.'
      : `Der Browser hat die Daten dieser App entfernt. ${many(amount, 'ungesendeter Prompt wurde', 'ungesendete Prompts wurden')} wiederhergestellt.`,
  madeRoom: (pictures) =>
    `Der Speicher ist voll. ${many(pictures, 'gespeichertes Bild wurde', 'gespeicherte Bilder wurden')} entfernt, um Platz zu schaffen. Alle Prompts sind sicher.`,
  notRead: 'Die Prompts auf diesem Gerät können nicht gelesen werden.',
  edit: 'Bearbeiten',
  waitingText: 'Wartender Text',
  save: 'Speichern',
  discard: 'Verwerfen',
  tooLate: 'Dieser Prompt wurde gerade gesendet. Er lässt sich nicht mehr ändern.',
  errorId: (id) => `Fehler-ID: ${id}`,
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  tryNow: 'Jetzt versuchen',
  sendAsNew: 'Als neuen senden',
  pause: 'Pause',
  resume: 'Weiter',
  removed: 'Aus dem Ausgang entfernt.',
  undo: 'Rückgängig',
  preview: 'Sketch-Vorschau, keine KI',
  seeWaiting: 'Wartende Prompts ansehen',
}
