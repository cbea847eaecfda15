import type { Color } from './color.ts'

/** Words in the singular, split by spaces; a word of a prompt is looked up as it is and without its plural ending. */
export function wordsOf<Meaning extends string>(
  table: Readonly<Record<Meaning, string>>,
): ReadonlyMap<string, Meaning> {
  const keys = Object.keys(table) as Meaning[] // the keys of a record are its key type
  return new Map(keys.flatMap((meaning) => table[meaning].split(' ').map((word): [string, Meaning] => [word, meaning])))
}

export const COLORS: Readonly<Record<string, Color>> = {
  red: 0xd0342c,
  crimson: 0xa51c30,
  scarlet: 0xe0311f,
  orange: 0xee7f22,
  amber: 0xf2a516,
  gold: 0xe2b13c,
  golden: 0xe8b73f,
  yellow: 0xf5ce36,
  lemon: 0xf3e03b,
  green: 0x3c9a4e,
  emerald: 0x1c8a5f,
  olive: 0x77803a,
  lime: 0x9ccc3c,
  mint: 0x8fd3b6,
  teal: 0x1b8a8f,
  turquoise: 0x2fb5b0,
  cyan: 0x35b7d6,
  blue: 0x2f6fd0,
  navy: 0x1d2f66,
  azure: 0x4a9ce8,
  indigo: 0x45379b,
  violet: 0x7c4dc4,
  purple: 0x7a3e9d,
  lavender: 0xb7a3e0,
  magenta: 0xc9308f,
  pink: 0xef86ab,
  rose: 0xe0637f,
  brown: 0x7b5236,
  beige: 0xdcc9a3,
  ivory: 0xf3ecd8,
  white: 0xf6f5f0,
  silver: 0xbcc3ca,
  grey: 0x8a9099,
  gray: 0x8a9099,
  black: 0x22242b,
  coral: 0xf0745a,
  copper: 0xb46a3c,
  bronze: 0x9a7136,
}

export const SETTINGS = wordsOf({
  underwater: 'underwater coral reef seabed submarine',
  space: 'space galaxy cosmos nebula orbit asteroid universe',
  sea: 'sea ocean wave beach coast harbor harbour island bay shore lagoon tide surf',
  lake: 'lake pond river stream water waterfall',
  mountains: 'mountain alp peak hill valley cliff summit glacier volcano canyon',
  forest: 'forest wood woodland jungle grove',
  desert: 'desert dune sahara oasis',
  city: 'city skyline street skyscraper metropolis downtown town rooftop roof',
  meadow: 'meadow field garden grass park countryside farm village prairie pasture',
  table: 'table kitchen still shelf desk breakfast',
  abstract: 'abstract geometry geometric pattern shape composition circle square triangle',
})
export type Setting =
  | 'underwater'
  | 'space'
  | 'sea'
  | 'lake'
  | 'mountains'
  | 'forest'
  | 'desert'
  | 'city'
  | 'meadow'
  | 'table'
  | 'abstract'

export const TIMES = wordsOf({
  dawn: 'dawn sunrise morning daybreak',
  dusk: 'dusk sunset evening twilight',
  golden: 'goldenhour',
  night: 'night midnight nocturnal moonlight moonlit starry star moon',
  day: 'day noon midday sunny daylight',
})
export type Time = 'dawn' | 'dusk' | 'golden' | 'night' | 'day'

export const WEATHERS = wordsOf({
  rain: 'rain rainy drizzle shower',
  snow: 'snow snowy snowfall blizzard winter frost frosty snowing',
  fog: 'fog foggy mist misty haze hazy',
  storm: 'storm stormy lightning thunder thunderstorm tempest',
  cloudy: 'cloud cloudy overcast',
  rainbow: 'rainbow',
})
export type Weather = 'rain' | 'snow' | 'fog' | 'storm' | 'cloudy' | 'rainbow' | 'clear'

export const SEASONS = wordsOf({
  spring: 'spring april may blossom',
  summer: 'summer july august',
  autumn: 'autumn fall october november',
  winter: 'winter december january snow snowy icy ice frozen',
})
export type Season = 'spring' | 'summer' | 'autumn' | 'winter'

export const MOODS = wordsOf({
  calm: 'calm peaceful quiet serene still tranquil gentle cozy cosy',
  dark: 'dark gloomy mysterious spooky eerie haunted scary moody',
  bright: 'happy cheerful joyful bright vivid colorful colourful playful',
  dramatic: 'dramatic epic grand majestic',
})
export type Mood = 'calm' | 'dark' | 'bright' | 'dramatic'

export const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  lone: 1,
  two: 2,
  pair: 2,
  couple: 2,
  three: 3,
  trio: 3,
  four: 4,
  five: 5,
  six: 6,
  several: 3,
  few: 3,
  some: 3,
  many: 5,
  flock: 6,
  herd: 5,
  group: 4,
  crowd: 6,
}
