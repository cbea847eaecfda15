import { count, many, shift, size } from '../format.ts'
import type { speedTexts as english } from '../speed.ts'

const ratings = { good: 'gut', 'needs-improvement': 'könnte besser sein', poor: 'schlecht' } as const
const ms = (value: number) => `${count.format(Math.round(value))}\u00A0ms`

export const speedTexts: typeof english = {
  title: 'Für Neugierige',
  send: 'Messwerte senden',
  sendHint:
    'Einer von fünf Besuchen meldet dem Betreiber dieser Adresse, wie schnell die App war: drei Zahlen und den Namen der Ansicht. Keine Prompts, keine Bilder, nichts über Personen.',
  notKept: 'Dieser Browser speichert nichts für die App, also wird nichts gesendet.',
  visit: 'Dieser Besuch',
  vitals: { LCP: 'Größter Aufbau', INP: 'Langsamste Reaktion', CLS: 'Verschiebung' },
  notYet: 'Noch nichts',
  value: ({ name, value, rating }) => `${name === 'CLS' ? shift.format(value) : ms(value)}, ${ratings[rating]}`,
  where: 'Woher die Bilder kamen',
  none: 'In diesem Besuch wurden noch keine Bilder gezeigt.',
  sources: { device: 'Dieses Gerät', browser: 'Speicher des Browsers', edge: 'Rand des Netzes', network: 'Server' },
  total: (pictures, bytes) => (pictures === 0 ? 'Nichts' : `${many(pictures, 'Bild', 'Bilder')}, ${size(bytes)}`),
  latest: (amount) => (amount === 1 ? 'Das Bild' : `Die letzten ${count.format(amount)} Bilder`),
  columns: { width: 'Breite', source: 'Von', bytes: 'Größe', ms: 'Zeit' },
  width: (pixels) => (pixels === undefined ? 'Original' : `${count.format(pixels)}\u00A0px`),
  bytes: size,
  ms,
}
