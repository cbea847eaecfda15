import { count, dateAndTime, list, many, money, seconds, size } from './format.ts'
import { translated } from './translation.ts'

/** The words about pictures: those that are being made, and those of the gallery. */
export const pictureTexts = translated('pictures', {
  results: {
    images: (done: number, total: number) => `${done} of ${total} ${total === 1 ? 'image' : 'images'}`,
    loading: 'Loading this job',
    waiting: 'Waiting to start',
    working: (passed: number) => `Working, ${count.format(passed)}\u00A0s`,
    canceled: 'Cancelled before it started.',
    editPrompt: 'Edit prompt',
    replaceBy: (label: string) => `Use ${label}`,
    busy: 'The provider was busy. Try again.',
    busyFor: (wait: number) => `The provider is busy. Try again in ${count.format(wait)} s.`,
    notSent: 'The server cannot be reached. Try again.',
    attempt: (attempt: number) => `Attempt ${attempt}`,
    cost: (usd: number) => money(usd),
    estimate: (price: string) => `${price} (estimate)`,
    duration: (ms: number) => `${seconds.format(ms / 1000)}\u00A0s`,
    offline: 'Offline. The work goes on; results appear when you are back.',
    unreachable: (wait: number) => `Cannot reach the server. Next try in ${count.format(wait)} s.`,
    link: 'Link to this job',
    ready: (label: string, done: number, total: number) => `${label} is ready. ${done} of ${total}.`,
    failed: (label: string, ended: number, total: number) => `${label} failed. ${ended} of ${total} finished.`,
    done: (done: number, total: number, { failed, canceled }: { failed: number; canceled: number }) => {
      if (canceled === total) return 'Cancelled.'
      if (done === 0 && canceled === 0) return `No image. ${failed} of ${total} failed.`
      const parts = [`${done} of ${total} ${total === 1 ? 'image' : 'images'}`]
      if (failed > 0) parts.push(`${failed} failed`)
      if (canceled > 0) parts.push(`${canceled} cancelled`)
      return `Done. ${list(parts)}.`
    },
  },
  gallery: {
    title: 'Gallery',
    list: 'Gallery images',
    loading: 'Loading the gallery',
    empty: 'No pictures yet.',
    notLoaded: 'The gallery could not be loaded.',
    offline: 'Offline. Showing what is on this device.',
    moreNotLoaded: 'More could not be loaded.',
    more: 'Load more',
    end: 'That is everything.',
    models: (amount: number) => many(amount, 'model', 'models'),
    notAllKept: (amount: number) =>
      `Not all pictures of ${many(amount, 'job', 'jobs')} are on this device yet. Try again with a network, or make room in Settings.`,
    notDeleted: (amount: number) =>
      `The server did not delete ${many(amount, 'job', 'jobs')}. ${amount === 1 ? 'It is' : 'They are'} shown again.`,
  },
  image: {
    title: 'Image',
    previous: 'Previous',
    next: 'Next',
    place: (index: number, total: number) => `${index} of ${total}`,
    model: 'Model',
    made: 'Made',
    took: 'Time taken',
    price: 'Price',
    revised: 'Text really drawn',
    notes: 'Notes',
    file: 'File',
    fileFacts: (type: string, width: number, height: number, bytes: number) =>
      `${type}, ${width} × ${height}, ${size(bytes)}`,
    madeAt: (iso: string) => {
      const at = Date.parse(iso)
      return Number.isNaN(at) ? '' : dateAndTime.format(at)
    },
    loading: 'Loading this picture',
    none: 'This job has no picture.',
    usePrompt: 'Use this prompt',
    replace: 'Replace the text in the box?',
    replaceText: 'There is another prompt in the box. It would be lost.',
    replaceYes: 'Replace it',
    replaceNo: 'Keep it',
  },
  compare: { label: 'Compare', reason: 'Choose 2 to 6 pictures.' },
  picture: {
    alt: (label: string, prompt: string) => `${label}: ${prompt}`,
    altWithoutPrompt: (label: string) => `${label}: picture`,
    notLoaded: 'This picture could not be loaded.',
    notHere: 'Not on this device',
    download: 'Download',
    notSaved: 'The picture could not be downloaded.',
    originalNotHere: 'Original not on this device',
  },
})
