import type { appTexts as english } from '../app.ts'

export const appTexts: typeof english = {
  ready: 'Bereit zur Nutzung ohne Netz.',
  newVersion: 'Eine neue Version ist bereit.',
  held: (excerpt) => `Wird aktualisiert, sobald „${excerpt}“ gesendet ist.`,
  update: 'Aktualisieren',
  later: 'Später',
  install: 'App installieren',
  installWhy: 'Pixel Prompt installieren, damit Prompts und Bilder auf diesem Gerät bleiben.',
  installByHand: 'Damit Prompts und Bilder auf diesem Gerät bleiben: „Teilen“ drücken, dann „Zum Home-Bildschirm“.',
  notify: 'Mitteilen',
  notifyWhy: 'Mitteilen, wenn Bilder fertig sind?',
  notNow: 'Jetzt nicht',
  shareFailed: 'Was geteilt wurde, konnte auf diesem Gerät nicht gespeichert werden.',
  shared: 'Ein Text wurde mit Pixel Prompt geteilt.',
  addShared: 'Anfügen',
  discardShared: 'Verwerfen',
  sharedPictures: 'Geteilte Bilder',
  sharedPicturesNote: 'Sie bleiben auf diesem Gerät. Noch nimmt hier kein Modell Bilder an.',
  sharedPicture: (index) => `Geteiltes Bild ${index}`,
  picturesFull: 'Der Speicher ist voll. Neue Bilder werden gezeigt, aber nicht auf diesem Gerät behalten.',
  removeShared: 'Geteilte Bilder entfernen',
}
