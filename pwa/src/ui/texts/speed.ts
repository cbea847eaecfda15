import type { Vital } from '#contract/client-log.ts'
import type { PictureSource } from '#offline/picture-arrival.ts'
import { count, many, shift, size } from './format.ts'
import { translated } from './translation.ts'

const ratings = { good: 'good', 'needs-improvement': 'could be better', poor: 'poor' } as const
const ms = (value: number) => `${count.format(Math.round(value))} ms`

/** The words about how fast the app is, and where its pictures come from. */
export const speedTexts = translated('speed', {
  title: 'For the curious',
  send: 'Send speed figures',
  sendHint:
    'One visit in five tells who runs this address how fast the app was: three numbers and the name of the screen. No prompts, no pictures, nothing about you.',
  notKept: 'This browser keeps nothing for the app, so nothing is sent.',
  visit: 'This visit',
  vitals: { LCP: 'Largest paint', INP: 'Slowest reaction', CLS: 'Layout shift' },
  notYet: 'Nothing yet',
  value: ({ name, value, rating }: Vital) => `${name === 'CLS' ? shift.format(value) : ms(value)}, ${ratings[rating]}`,
  where: 'Where the pictures came from',
  none: 'No pictures were shown in this visit yet.',
  sources: {
    device: 'This device',
    browser: 'Browser memory',
    edge: 'Network edge',
    network: 'Server',
  } satisfies Record<PictureSource, string>,
  total: (pictures: number, bytes: number) =>
    pictures === 0 ? 'Nothing' : `${many(pictures, 'picture', 'pictures')}, ${size(bytes)}`,
  latest: (amount: number) => (amount === 1 ? 'The picture' : `The latest ${count.format(amount)} pictures`),
  columns: { width: 'Width', source: 'From', bytes: 'Size', ms: 'Time' },
  width: (pixels: number | undefined) => (pixels === undefined ? 'Original' : `${count.format(pixels)} px`),
  bytes: size,
  ms,
})
