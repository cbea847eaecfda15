import type { Color } from './color.ts'
import { englishWords } from './foreign-words.ts'
import { createRandom, hashText } from './random.ts'
import { OWN_COLORS, type Place, SUBJECT_FACTS, SUBJECTS, type SubjectKind } from './subjects.ts'
import {
  COLORS,
  MOODS,
  type Mood,
  NUMBERS,
  SEASONS,
  SETTINGS,
  type Season,
  type Setting,
  TIMES,
  type Time,
  WEATHERS,
  type Weather,
} from './vocabulary.ts'

export interface Subject {
  readonly kind: SubjectKind
  readonly color: Color | undefined
  readonly count: number
}

/** What a drawing shows, as far as its words say it. */
export interface Scene {
  readonly setting: Setting
  readonly time: Time
  readonly weather: Weather
  readonly season: Season | undefined
  readonly mood: Mood | undefined
  /** In the order of the prompt: the first one is what the picture is about. */
  readonly subjects: readonly Subject[]
  /** Named colors that belong to no subject. */
  readonly colors: readonly Color[]
}

/** Of these a plural means many. */
const SMALL: ReadonlySet<SubjectKind> = new Set(['flower', 'bird', 'butterfly', 'fish'])
/** Words that mean several without a plural ending. */
const PLURALS: ReadonlySet<string> = new Set(['cacti', 'geese', 'people', 'village'])
/** Words that are their own plural: several, unless "a" or a number says otherwise. */
const SAME_PLURALS: ReadonlySet<string> = new Set(['fish', 'deer', 'koi'])
/** The color before one of these is that of whoever wears it. */
const GARMENTS: ReadonlySet<string> = new Set(
  'dress coat jacket shirt suit cape cloak hat scarf armor armour'.split(' '),
)
const TREES: ReadonlySet<SubjectKind> = new Set(['pine', 'palm', 'cherry'])
/** More subjects than this make a crowd of things in place of a picture. */
const MAX_SUBJECTS = 4
const MAX_COUNT = 6
/** A field of them. */
const MAX_FLOWERS = 24

/** Reads a scene from the words of a prompt. A prompt without a known word gets one by its hash. */
export function readPrompt(prompt: string): Scene {
  const words = englishWords(prompt.replace(/golden hour/gi, 'goldenhour').replace(/on the moon/gi, 'space moon'))
  const { subjects, colors } = readNouns(words)
  const setting = first(SETTINGS, words) ?? settingOf(subjects, prompt)
  return {
    setting: adjust(setting, subjects),
    time: first(TIMES, words) ?? 'day',
    weather: first(WEATHERS, words) ?? 'clear',
    season: first(SEASONS, words),
    mood: first(MOODS, words),
    subjects,
    colors,
  }
}

/** Goes through the words once: a color and a number belong to the next subject. */
function readNouns(words: readonly string[]): { subjects: readonly Subject[]; colors: readonly Color[] } {
  const subjects: Subject[] = []
  const colors: Color[] = []
  let color: Color | undefined
  let count: number | undefined
  words.forEach((word, index) => {
    const kind = find(SUBJECTS, word)
    if (color !== undefined && GARMENTS.has(word) && dress(subjects, color)) {
      color = undefined
    } else if (isColor(word, words[index + 1])) {
      if (color !== undefined) colors.push(color)
      color = COLORS[word]
    } else if (kind === undefined) {
      count = countAfter(word, count)
    } else {
      addSubject(subjects, { kind, color: color ?? find(OWN_COLORS, word), count: countOf(word, kind, count) })
      color = undefined
      count = undefined
    }
  })
  if (color !== undefined) colors.push(color)
  return { subjects, colors }
}

/** The number that waits for its subject, once a word has passed that is none. */
function countAfter(word: string, count: number | undefined): number | undefined {
  // The "a" of "a desert with cacti" is the desert's.
  const isSpent = count === 1 && find(SETTINGS, word) !== undefined
  return NUMBERS[word] ?? (isSpent ? undefined : count)
}

/** Gives a garment's color to the last subject, unless that has one. */
function dress(subjects: Subject[], color: Color): boolean {
  const wearer = subjects.at(-1)
  if (wearer === undefined || wearer.color !== undefined) return false
  subjects[subjects.length - 1] = { ...wearer, color }
  return true
}

/** Some words are a color and a thing: "lemon" is a color only before another thing. */
function isColor(word: string, next: string | undefined): boolean {
  if (COLORS[word] === undefined) return false
  return find(SUBJECTS, word) === undefined || (next !== undefined && find(SUBJECTS, next) !== undefined)
}

function countOf(word: string, kind: SubjectKind, named: number | undefined): number {
  if (named !== undefined && named > 1) return Math.min(MAX_COUNT, named)
  if (PLURALS.has(word)) return 3
  if (SUBJECTS.has(word) && !(SAME_PLURALS.has(word) && named === undefined)) return 1
  if (kind === 'flower') return MAX_FLOWERS
  return SMALL.has(kind) ? MAX_COUNT : 3
}

function addSubject(subjects: Subject[], subject: Subject): void {
  const isKnown = subjects.some(({ kind }) => kind === subject.kind)
  // "cherry tree" and "palm trees" name one plant, not two.
  const isNamedTree = subject.kind === 'tree' && subjects.some(({ kind }) => TREES.has(kind))
  // A vase has its own flowers.
  const isInVase = subject.kind === 'flower' && subjects.some(({ kind }) => kind === 'vase')
  if (!isKnown && !isNamedTree && !isInVase && subjects.length < MAX_SUBJECTS) subjects.push(subject)
}

/** A word as it is, or without its plural ending. */
function find<Meaning>(table: ReadonlyMap<string, Meaning>, word: string): Meaning | undefined {
  const singulars = [
    word,
    word.replace(/s$/, ''),
    word.replace(/es$/, ''),
    word.replace(/ies$/, 'y'),
    word.replace(/ves$/, 'f'),
  ]
  return singulars.map((each) => table.get(each)).find((meaning) => meaning !== undefined)
}

function first<Meaning>(table: ReadonlyMap<string, Meaning>, words: readonly string[]): Meaning | undefined {
  return words.map((word) => find(table, word)).find((meaning) => meaning !== undefined)
}

const SETTING_OF_PLACE: Readonly<Record<Place, Setting>> = {
  ground: 'meadow',
  water: 'sea',
  sky: 'mountains',
  table: 'table',
  space: 'space',
  depth: 'underwater',
  horizon: 'lake',
}

function settingOf(subjects: readonly Subject[], prompt: string): Setting {
  const [subject] = subjects
  if (subject === undefined)
    return createRandom(hashText(prompt)).pick(['mountains', 'sea', 'abstract', 'meadow', 'lake'])
  if (subject.kind === 'astronaut' || subject.kind === 'rocket') return 'space'
  if (subject.kind === 'butterfly') return 'meadow'
  if (subjects.some(({ kind }) => kind === 'bridge')) return 'lake'
  if (subject.kind === 'car' || subject.kind === 'robot') return 'city'
  return SETTING_OF_PLACE[SUBJECT_FACTS[subject.kind].place]
}

/** Some subjects decide where they are: a teapot stands on a table, whatever else the words name. */
function adjust(setting: Setting, subjects: readonly Subject[]): Setting {
  const places = subjects.map(({ kind }) => SUBJECT_FACTS[kind].place)
  if (places[0] === 'table' && setting !== 'abstract') return 'table'
  if (subjects[0]?.kind === 'astronaut') return 'space'
  if (places[0] === 'water' && !['sea', 'lake', 'underwater'].includes(setting))
    return setting === 'mountains' ? 'lake' : 'sea'
  return setting
}
