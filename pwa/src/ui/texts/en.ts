import { ERRORS } from '#contract/errors.ts'

/** The only place with words that users read, beside the contract's tables of errors and failures. */
const count = new Intl.NumberFormat('en')
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const partsOfDollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 3 })
/** The smallest prices keep what would else be rounded away. */
const smallDollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 })
const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dateAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
/** A day without an hour is a day everywhere: 1 December 2026. */
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const seconds = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

function many(amount: number, one: string, more: string): string {
  return `${count.format(amount)} ${amount === 1 ? one : more}`
}

function money(usd: number): string {
  if (usd > 0 && usd < 0.02) return smallDollars.format(usd)
  return (usd < 1 ? partsOfDollars : dollars).format(usd)
}

/** With the day where it is further away than the clock can tell. */
function dayTime(at: number): string {
  return at - Date.now() < 20 * 3_600_000 ? time.format(at) : dateAndTime.format(at)
}

/** Seconds as 9 s, 4:05 or 2:04:05. */
function duration(wait: number): string {
  if (wait < 60) return `${wait} s`
  const parts = [Math.floor(wait / 3600), Math.floor(wait / 60) % 60, wait % 60]
  const [first = 0, ...rest] = parts[0] === 0 ? parts.slice(1) : parts
  return [first, ...rest.map((part) => String(part).padStart(2, '0'))].join(':')
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${seconds.format(bytes / 1_000_000)} MB`
}

export const texts = {
  app: { name: 'Pixel Prompt', title: (screen: string) => `${screen} – Pixel Prompt` },
  navigation: { label: 'Main', create: 'Create', gallery: 'Gallery' },
  common: { retry: 'Retry', close: 'Close', cancel: 'Cancel', writePrompt: 'Write a prompt', errorId: 'Error id' },
  nowhere: { title: 'Page not found', text: 'There is nothing at this address.' },
  broken: {
    text: 'This part of the page stopped working. Your prompts are safe.',
    tryAgain: 'Try again',
    reload: 'Reload',
  },
  prompt: {
    label: 'Prompt',
    hint: 'Describe a picture.',
    hintKeys: 'Ctrl+Enter sends.',
    counter: (chars: number, max: number) => `${count.format(chars)} of ${count.format(max)}`,
    counterOver: (over: number) => `${count.format(over)} over.`,
    overLimit: (over: number, max: number) => `${count.format(over)} over the limit of ${count.format(max)}.`,
    overLimitStatus: (over: number, max: number) =>
      `${many(over, 'character', 'characters')} over the limit of ${count.format(max)}.`,
    empty: 'Write a prompt first.',
    tooLong: ERRORS.PROMPT_TOO_LONG.userMessage,
    noModel: 'Choose at least one model.',
    tooManyModels: (max: number) => `Choose at most ${max} models.`,
    badSeed: (max: number) => `The seed is a whole number from 0 to ${count.format(max)}.`,
    leaveOutTooLong: (max: number) => `The text to leave out is over the limit of ${count.format(max)} characters.`,
  },
  send: {
    generate: 'Generate',
    sending: 'Sending',
    defaultModels: 'Default models',
    models: (amount: number) => many(amount, 'model', 'models'),
    free: 'Free',
    about: (usd: number) => `about ${money(usd)}`,
    range: (usd: number, maxUsd: number) => `${money(usd)} to ${money(maxUsd)}`,
    atLeast: (usd: number) => `at least ${money(usd)}`,
    unknownPrice: 'price unknown',
    accepted: (amount: number) => `Sent. ${many(amount, 'model is', 'models are')} working.`,
    unreachable: 'The server cannot be reached. Your prompt is still in the box.',
    timeout: 'No answer in time. Press Generate again: the prompt is not made twice.',
    foreign:
      'The answer did not come from the server. This network may want you to sign in first. Your prompt is still in the box.',
    limit: 'Limit reached.',
    againAt: (at: number) => `Possible again at ${dayTime(at)}.`,
    againIn: (at: number, wait: number) => `Possible again at ${dayTime(at)}, in ${duration(wait)}.`,
    againNow: 'Press Generate again.',
    unknown: 'Something went wrong on the server.',
  },
  models: {
    label: 'Models',
    loading: 'Loading models',
    notLoaded: 'The model list could not be loaded.',
    notLoadedUsing: (at: number) => `The model list could not be loaded. Using the one from ${time.format(at)}.`,
    onlySketch: (note: string) => `${note}. Add a provider key for AI models.`,
    none: 'No model is available here.',
    group: (provider: string, chosen: number, total: number) => `${provider}, ${chosen} of ${total} chosen`,
    endsOn: (day: number) => `Ends on ${longDay.format(day)}`,
    gone: (label: string) => `${label} no longer exists.`,
    replaceBy: (label: string) => `Use ${label} instead?`,
    off: (label: string) => `${label} is off now.`,
    use: 'Use',
    dismiss: 'Dismiss',
  },
  improve: {
    improve: 'Improve prompt',
    needsNetwork: 'Needs a network.',
    label: 'Improved prompt',
    improving: 'Improving',
    original: 'Original',
    improved: 'Improved',
    by: (writer: string | undefined) => `By ${writer ?? 'built-in rules'}`,
    languageModel: 'a language model',
    length: 'Length',
    short: 'Short',
    long: 'Long',
    use: 'Use improved',
    keep: 'Keep mine',
    undo: 'Undo',
    ready: 'The improved prompt is ready.',
    used: 'The improved prompt is in the box.',
    undone: 'Your text is back in the box.',
    failed: 'Could not improve the prompt. Your text is unchanged.',
    reasons: {
      timeout: 'No answer in time.',
      refused: 'The language model refused this prompt.',
      unavailable: 'The language model is not available right now.',
      unusable: 'The language model wrote nothing that can be used.',
      'too-long': 'It is too long to be improved.',
    },
    unreachable: 'The server cannot be reached.',
    foreign: 'The answer did not come from the server. This network may want you to sign in first.',
  },
  /** By the id in the model list; a provider without a name here goes by its id. */
  providers: new Map([
    ['sketch', 'Sketch'],
    ['openai', 'OpenAI'],
    ['gemini', 'Google Gemini'],
    ['bedrock', 'Bedrock'],
    ['stability', 'Stability AI'],
    ['bfl', 'Black Forest Labs'],
    ['recraft', 'Recraft'],
    ['generic', 'Other'],
  ]),
  options: {
    aspectRatio: 'Aspect ratio',
    nearest: (labels: readonly string[]) => `${labels.join(', ')}: nearest shape.`,
    seed: 'Seed',
    seedHint: 'By chance',
    leaveOut: 'Leave out',
    leaveOutHint: 'What should not be in the picture',
  },
  publish: {
    label: 'Publish to gallery',
    on: 'Everyone who can open this address sees it.',
    off: 'Only who has the link sees it.',
    unset: 'The owner of this address decides who sees it.',
  },
  results: {
    label: 'Results',
    empty: 'Your pictures appear here.',
    tryThis: 'Try this prompt',
    example: 'A small red boat on a still lake at dawn, mist over the water, mountains far away',
    images: (done: number, total: number) => `${done} of ${total} ${total === 1 ? 'image' : 'images'}`,
    loading: 'Loading this job',
    waiting: 'Waiting to start',
    working: (passed: number) => `Working, ${count.format(passed)} s`,
    canceled: 'Cancelled before it started.',
    editPrompt: 'Edit prompt',
    replaceBy: (label: string) => `Use ${label}`,
    busy: 'The provider was busy. Try again.',
    busyFor: (wait: number) => `The provider is busy. Try again in ${count.format(wait)} s.`,
    notSent: 'The server cannot be reached. Try again.',
    attempt: (attempt: number) => `Attempt ${attempt}`,
    cost: (usd: number) => money(usd),
    estimate: (price: string) => `${price} (estimate)`,
    duration: (ms: number) => `${seconds.format(ms / 1000)} s`,
    unreachable: (wait: number) => `Cannot reach the server. Next try in ${count.format(wait)} s.`,
    unknown: 'This job is not known here. It may have been deleted.',
    earlier: 'Show earlier prompts',
    link: 'Link to this job',
    ready: (label: string, done: number, total: number) => `${label} is ready. ${done} of ${total}.`,
    failed: (label: string, ended: number, total: number) => `${label} failed. ${ended} of ${total} finished.`,
    done: (done: number, total: number, { failed, canceled }: { failed: number; canceled: number }) => {
      if (canceled === total) return 'Cancelled.'
      if (done === 0 && canceled === 0) return `No image. ${failed} of ${total} failed.`
      const rest = [failed > 0 && `${failed} failed`, canceled > 0 && `${canceled} cancelled`].filter(Boolean)
      return `Done. ${[`${done} of ${total} ${total === 1 ? 'image' : 'images'}`, ...rest].join(', ')}.`
    },
  },
  picture: {
    alt: (label: string, prompt: string) => `${label}: ${prompt}`,
    altWithoutPrompt: (label: string) => `${label}: picture`,
    notLoaded: 'This picture could not be loaded.',
    download: 'Download',
    notSaved: 'The picture could not be downloaded.',
  },
  gallery: {
    title: 'Gallery',
    list: 'Gallery images',
    loading: 'Loading the gallery',
    empty: 'No pictures yet.',
    notLoaded: 'The gallery could not be loaded.',
    moreNotLoaded: 'More could not be loaded.',
    more: 'Load more',
    end: 'That is everything.',
    models: (amount: number) => many(amount, 'model', 'models'),
  },
  image: {
    title: 'Image',
    previous: 'Previous',
    next: 'Next',
    place: (index: number, total: number) => `${index} of ${total}`,
    prompt: 'Prompt',
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
} as const
