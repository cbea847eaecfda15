import { count, dateAndTime, list, many, money, seconds, size } from '../format.ts'
import type { pictureTexts as english } from '../pictures.ts'

export const pictureTexts: typeof english = {
  results: {
    images: (done, total) => `${count.format(done)} von ${many(total, 'Bild', 'Bildern')}`,
    loading: 'Auftrag wird geladen',
    waiting: 'Wartet auf den Start',
    working: (passed) => `In Arbeit, ${count.format(passed)}\u00A0s`,
    canceled: 'Vor dem Start abgebrochen.',
    editPrompt: 'Prompt bearbeiten',
    replaceBy: (label) => `${label} verwenden`,
    busy: 'Der Anbieter war ausgelastet. Bitte noch einmal versuchen.',
    busyFor: (wait) => `Der Anbieter ist ausgelastet. Neuer Versuch in ${count.format(wait)}\u00A0s möglich.`,
    notSent: 'Der Server ist nicht zu erreichen. Bitte noch einmal versuchen.',
    attempt: (attempt) => `${attempt}. Versuch`,
    cost: (usd) => money(usd),
    estimate: (price) => `${price} (geschätzt)`,
    duration: (ms) => `${seconds.format(ms / 1000)}\u00A0s`,
    offline: 'Offline. Die Arbeit geht weiter; Ergebnisse erscheinen, sobald wieder ein Netz da ist.',
    unreachable: (wait) => `Der Server ist nicht zu erreichen. Nächster Versuch in ${count.format(wait)}\u00A0s.`,
    link: 'Link zum Auftrag',
    ready: (label, done, total) => `${label} ist fertig. ${done} von ${total}.`,
    failed: (label, ended, total) => `${label} ist gescheitert. ${ended} von ${total} beendet.`,
    done: (done, total, { failed, canceled }) => {
      if (canceled === total) return 'Abgebrochen.'
      if (done === 0 && canceled === 0) return `Kein Bild. ${failed} von ${total} gescheitert.`
      const parts = [`${count.format(done)} von ${many(total, 'Bild', 'Bildern')}`]
      if (failed > 0) parts.push(`${failed} gescheitert`)
      if (canceled > 0) parts.push(`${canceled} abgebrochen`)
      return `Fertig. ${list(parts)}.`
    },
  },
  gallery: {
    title: 'Galerie',
    list: 'Bilder der Galerie',
    loading: 'Galerie wird geladen',
    empty: 'Noch keine Bilder.',
    notLoaded: 'Die Galerie konnte nicht geladen werden.',
    offline: 'Kein Netz. Gezeigt wird, was auf diesem Gerät ist.',
    moreNotLoaded: 'Mehr konnte nicht geladen werden.',
    more: 'Mehr laden',
    end: 'Das ist alles.',
    models: (amount) => many(amount, 'Modell', 'Modelle'),
    notAllKept: (amount) =>
      `Noch sind nicht alle Bilder von ${many(amount, 'Auftrag', 'Aufträgen')} auf diesem Gerät. Mit einem Netz noch einmal versuchen oder in den Optionen Platz schaffen.`,
    notDeleted: (amount) =>
      `Der Server hat ${many(amount, 'Auftrag', 'Aufträge')} nicht gelöscht. ${amount === 1 ? 'Er wird' : 'Sie werden'} wieder gezeigt.`,
  },
  image: {
    title: 'Bild',
    previous: 'Vorheriges',
    next: 'Nächstes',
    place: (index, total) => `${index} von ${total}`,
    model: 'Modell',
    made: 'Erstellt',
    took: 'Dauer',
    price: 'Preis',
    revised: 'Tatsächlich gezeichneter Text',
    notes: 'Hinweise',
    file: 'Datei',
    fileFacts: (type, width, height, bytes) => `${type}, ${width}\u00A0×\u00A0${height}, ${size(bytes)}`,
    madeAt: (iso) => {
      const at = Date.parse(iso)
      return Number.isNaN(at) ? '' : dateAndTime.format(at)
    },
    loading: 'Bild wird geladen',
    none: 'Dieser Auftrag hat kein Bild.',
    usePrompt: 'Prompt verwenden',
    replace: 'Den Text im Feld ersetzen?',
    replaceText: 'Im Feld steht ein anderer Prompt. Er ginge verloren.',
    replaceYes: 'Ersetzen',
    replaceNo: 'Behalten',
  },
  compare: { label: 'Vergleichen', reason: '2 bis 6 Bilder wählen.' },
  picture: {
    alt: (label, prompt) => `${label}: ${prompt}`,
    altWithoutPrompt: (label) => `${label}: Bild`,
    notLoaded: 'Dieses Bild konnte nicht geladen werden.',
    notHere: 'Nicht auf diesem Gerät',
    download: 'Herunterladen',
    notSaved: 'Das Bild konnte nicht heruntergeladen werden.',
    originalNotHere: 'Das Original ist nicht auf diesem Gerät',
  },
}
