import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appTexts } from './app.ts'
import { compareTexts } from './compare.ts'
import { german } from './de/german.ts'
import { texts } from './en.ts'
import { examplePrompts } from './example-prompts.ts'
import { failureTexts } from './failures.ts'
import { count, dateAndTime, dayTime, longDay, money, month, seconds, size, time } from './format.ts'
import { galleryTexts } from './gallery.ts'
import { builtInTemplates, ideaTexts } from './ideas.ts'
import { improveTexts } from './improve.ts'
import { outboxTexts } from './outbox.ts'
import { pictureTexts } from './pictures.ts'
import { settingsTexts } from './settings.ts'
import { shortcutTexts } from './shortcuts.ts'
import { speedTexts } from './speed.ts'
import { themeTexts } from './theme.ts'
import { speak, type Translation } from './translation.ts'

const english: Translation = {
  app: appTexts,
  compare: compareTexts,
  texts,
  failures: failureTexts,
  gallery: galleryTexts,
  ideas: ideaTexts,
  improve: improveTexts,
  outbox: outboxTexts,
  pictures: pictureTexts,
  settings: settingsTexts,
  shortcuts: shortcutTexts,
  theme: themeTexts,
  speed: speedTexts,
  examples: examplePrompts,
  templates: builtInTemplates,
}

/** The same word, or nothing but names and numbers, in both languages. */
const EQUAL: ReadonlySet<string> = new Set([
  'texts.app.name',
  'texts.app.title',
  'texts.prompt.label',
  'improve.original',
  'texts.options.seed',
  'outbox.pause',
  ...['Escape', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '=', '-', '?', '/', 'n', 'ModOnMac'].map(
    (key) => `shortcuts.keys.${key}.shown`,
  ),
  ...['Escape', '+', '-'].map((key) => `shortcuts.keys.${key}.said`),
  'gallery.month',
  'gallery.zip.seed',
  'pictures.results.cost',
  'pictures.results.duration',
  'pictures.image.madeAt',
  'pictures.picture.alt',
  'settings.fileName',
  'settings.version',
  'settings.size',
  'speed.bytes',
  'speed.sources.network',
  ...Array.from({ length: 13 }, (_, index) => `templates.${index}.id`),
  ...['sketch', 'openai', 'gemini', 'bedrock', 'stability', 'bfl', 'recraft'].map((id) => `texts.providers.${id}`),
])

/** An argument of each name, unlike every other: what is given is looked for in the sentence. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  ...{ amount: 1402, total: 1711, done: 1303, ended: 1205, index: 7, place: 4, attempt: 3, days: 12, all: 8123 },
  ...{ over: 1204, max: 9876, chars: 5432, chosen: 6, entries: 4812, found: 2345, ties: 17, of: 2041, won: 1620 },
  ...{ waiting: 1009, wait: 2718, passed: 3141, pictures: 1602, files: 41, prompts: 37, scale: 1.25, seed: 1234567 },
  ...{ width: 1536, height: 1024, bytes: 1_250_000, budget: 250_000_000, ms: 12_345, usd: 0.039, maxUsd: 1234.5 },
  ...{ at: Date.parse('2100-01-02T12:34:00Z'), day: Date.parse('2026-12-01T00:00:00Z'), iso: '2026-11-24T12:00:00Z' },
  ...{ label: 'Flux', excerpt: 'a fox in', prompt: 'a red fox', note: 'a note', text: '2026-12', price: '$0.04' },
  ...{
    times: 3,
    blank: 'animal',
    screen: 'Gallery',
    reason: 'because',
    first: 'Imagen',
    second: 'Recraft',
    provider: 'Some provider',
  },
  ...{ writer: 'Nova', type: 'PNG', version: 'v7', id: 'id-7', labels: ['Flux', 'Recraft'], name: 'Some name' },
}
/** Of those that take an object, or a name that means something else there. */
const SPECIAL: Readonly<Record<string, readonly unknown[]>> = {
  'gallery.searched': [4812, { isComplete: false, kept: 41, all: 8123 }],
  'gallery.noPrompt': ['a red fox'],
  'texts.models.group': ['Some provider', 6, 1711],
  'compare.chosen': ['Flux'],
  'pictures.results.done': [1303, 1711, { failed: 23, canceled: 19 }],
  'settings.taken': [{ prompts: 37, jobs: 29, pictures: 1602 }],
  'settings.offlineUse': [{ asked: 1711, missing: 0 }],
  'settings.fileName': ['2026-11-24'],
  'settings.preparing': [41, 1711],
  'settings.pinned': [1_250_000],
  'speed.value': [{ name: 'LCP', value: 2718, rating: 'needs-improvement' }],
  'speed.width': [640],
  'speed.bytes': [1_250_000],
  'speed.ms': [2718],
  'speed.total': [1602, 1_250_000],
}

/** Entries that make words for what they are given. */
const MADE: Readonly<Record<string, readonly unknown[]>> = {
  'ideas.templates.problem': [{ name: 61, text: 1002, templates: 203, blank: 43, blanks: 13 }],
}

interface Entry {
  readonly path: string
  readonly ours: unknown
  readonly theirs: unknown
}

function entriesOf(ours: object, theirs: object, path = ''): readonly Entry[] {
  return Object.entries(ours).flatMap(([name, value]): readonly Entry[] => {
    const at = path === '' ? name : `${path}.${name}`
    const other: unknown = Reflect.get(theirs, name)
    if (value instanceof Map && other instanceof Map) {
      return entriesOf(Object.fromEntries(value), Object.fromEntries(other), at)
    }
    const given = MADE[at]
    if (given !== undefined) return entriesOf(make(value, given), make(other, given), at)
    return isObject(value) && isObject(other) ? entriesOf(value, other, at) : [{ path: at, ours: value, theirs: other }]
  })
}

function argumentsOf(path: string, sentence: (...given: readonly unknown[]) => unknown): readonly unknown[] {
  const special = SPECIAL[path]
  if (special !== undefined) return special
  const names = /^\(?([\w, ]*)\)? *=>/.exec(String(sentence))?.[1]?.split(', ') ?? ['?']
  return names.map((name) => {
    if (!(name in SAMPLES)) throw new Error(`There is no sample "${name}" for ${path}.`)
    return SAMPLES[name]
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isSentence(value: unknown): value is (...given: readonly unknown[]) => unknown {
  return typeof value === 'function'
}

function make(words: unknown, given: readonly unknown[]): object {
  const made: unknown = isSentence(words) ? words(...given) : undefined
  return isObject(made) ? made : {}
}

function say(words: unknown, given: readonly unknown[]): string {
  const said = isSentence(words) ? words(...given) : words
  return isObject(said) ? partsOf(said).join(' ') : String(said)
}

/** The ways in which a given value may be written in a sentence. */
function waysToWrite(value: unknown): readonly string[] {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  const dates = Number.isNaN(at) ? [] : [dateAndTime.format(at), month.format(at)]
  if (typeof value !== 'number') return [String(value), ...dates]
  const amounts = [String(value), count.format(value), money(value), size(value), seconds.format(value / 1000)]
  return [...amounts, count.format(Math.round(value * 100)), dayTime(value), time.format(value), longDay.format(value)]
}

/** What is given, apart. */
function partsOf(value: unknown): readonly unknown[] {
  return isObject(value) ? Object.values(value).flatMap(partsOf) : [value]
}

const all = entriesOf(english, german)
const givenTo = ({ path, ours }: Entry) => (isSentence(ours) ? argumentsOf(path, ours) : [])

// The words of the catalogues are English here: German is only looked at.
beforeEach(() => speak({ locale: 'en' }))
afterEach(() => speak({ locale: 'en' }))

describe('German', () => {
  it('has each entry of English, and no other', () => {
    expect(all.length).toBeGreaterThan(350)
    expect(entriesOf(german, english).map(({ path }) => path)).toEqual(all.map(({ path }) => path))
  })

  it('differs from English in each entry, but for those that are known to be the same', () => {
    const inGerman = all.map((entry) => {
      const given = givenTo(entry)
      return { path: entry.path, isSame: say(entry.ours, given) === say(entry.theirs, given) }
    })
    expect(
      inGerman
        .filter(({ isSame }) => isSame)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([...EQUAL].sort())
  })

  it('says all that it is given, written in its own way', () => {
    const lost = all.flatMap((entry) => {
      return givenTo(entry)
        .flatMap(partsOf)
        .flatMap((value) => {
          speak({ locale: 'en' })
          const sentence = say(entry.ours, givenTo(entry))
          const isTold = waysToWrite(value).some((way) => sentence.includes(way))
          speak({ locale: 'de-DE' })
          const inGerman = say(entry.theirs, givenTo(entry))
          const isLost = isTold && !waysToWrite(value).some((way) => inGerman.includes(way))
          return isLost ? [{ path: entry.path, value, sentence, inGerman }] : []
        })
    })
    expect(lost).toEqual([])
  })

  it('has a word for one and another for more wherever English has', () => {
    const one = (path: string, words: unknown) => (isSentence(words) ? path : undefined)
    const flat = all.filter((entry) => one(entry.path, entry.ours) && givenTo(entry).includes(SAMPLES.amount))
    expect(flat.length).toBeGreaterThan(12)
    const same = flat.filter(({ ours, theirs }) => {
      const shape = (words: unknown, amount: number) => say(words, [amount, 0]).replace(/[\d.,]+/, '#')
      return shape(ours, 1) !== shape(ours, 2) && shape(theirs, 1) === shape(theirs, 2)
    })
    expect(same.map(({ path }) => path)).toEqual([])
  })

  it('is set as German is: its own quotes and dashes, one space, and none that breaks before a unit', () => {
    speak({ locale: 'de-DE' })
    const odd = all
      .map((entry) => ({ path: entry.path, german: say(entry.theirs, givenTo(entry)) }))
      .filter(({ german }) => /["'“]\w|\w["']|\.\.\.| {2}| - |\d (s|%|MB|KB|GB|Uhr)\b|^\s|\s$/.test(german))
    expect(odd).toEqual([])
  })
})

describe('a page in German', () => {
  it('reads German where English stood, with whatever comes later too', () => {
    const [close, before] = [() => texts.common.close, texts.common.close]
    speak({ locale: 'de-DE', words: german })
    expect([before, close(), failureTexts.errors.FORBIDDEN]).toEqual([
      'Close',
      'Schließen',
      'Das kann nur das Gerät, das diesen Prompt gesendet hat.',
    ])
  })
})
