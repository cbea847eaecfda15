import { type Color, darker, lighter, mix } from './color.ts'
import type { Scene } from './read-prompt.ts'
import type { Setting, Time } from './vocabulary.ts'

/** The colors that a scene is made of before its subjects. */
export interface Palette {
  readonly skyTop: Color
  readonly skyBottom: Color
  readonly sun: Color
  readonly far: Color
  readonly ground: Color
  readonly water: Color
  readonly foliage: Color
  /** Every color takes on some of the light. */
  readonly light: Color
  readonly lightPercent: number
}

interface Hour {
  readonly top: Color
  readonly bottom: Color
  readonly sun: Color
  readonly light: Color
  readonly percent: number
}

const HOURS: Readonly<Record<Time, Hour>> = {
  day: { top: 0x4d9fdc, bottom: 0xcfe8f2, sun: 0xfff1b8, light: 0xffffff, percent: 4 },
  dawn: { top: 0x7fa6cf, bottom: 0xfbd3b4, sun: 0xffe3a6, light: 0xf7b89a, percent: 16 },
  dusk: { top: 0x3c3f78, bottom: 0xf4894f, sun: 0xffcf6b, light: 0xb5486a, percent: 24 },
  golden: { top: 0x7fa0b8, bottom: 0xf7cf7f, sun: 0xfff0b0, light: 0xf0a648, percent: 20 },
  night: { top: 0x0d1636, bottom: 0x2d4273, sun: 0xf4efd8, light: 0x14224d, percent: 46 },
}

const GROUNDS: Readonly<Record<Setting, Color>> = {
  underwater: 0xc9b88a,
  space: 0x9a9aa2,
  sea: 0xe3cf9f,
  lake: 0x6fa05a,
  mountains: 0x6f9457,
  forest: 0x587f45,
  desert: 0xe0a766,
  city: 0x70757d,
  meadow: 0x7cb050,
  table: 0xb98758,
  abstract: 0xe8dfcc,
}

const FOLIAGE = { spring: 0x7fb85a, summer: 0x3f8a45, autumn: 0xcf7a30, winter: 0x6d8a84 } as const

/** The gray that bad weather lays over every color. */
function veilOf({ weather, time }: Scene): { readonly color: Color; readonly percent: number } {
  const gray = time === 'night' ? 0x232b40 : 0x8d99a6
  switch (weather) {
    case 'storm':
      return { color: time === 'night' ? gray : 0x4a5668, percent: 66 }
    case 'rain':
    case 'cloudy':
    case 'fog':
      return { color: gray, percent: 46 }
    default:
      return { color: gray, percent: 0 }
  }
}

export function choosePalette(scene: Scene): Palette {
  const hour = HOURS[scene.time]
  const isWinter = scene.season === 'winter' || scene.weather === 'snow'
  const [named] = scene.colors
  const veil = veilOf(scene)
  const dull = (color: Color) => {
    const veiled = mix(color, veil.color, veil.percent)
    if (scene.mood === 'dark') return darker(veiled, 28)
    return scene.mood === 'bright' ? lighter(veiled, 6) : veiled
  }
  const tint = (color: Color, percent = 22) => (named === undefined ? color : mix(color, named, percent))
  const lit = (color: Color) => mix(color, hour.light, hour.percent)
  const season = scene.season ?? (isWinter ? 'winter' : 'summer')
  const autumn = season === 'autumn' ? mix(GROUNDS[scene.setting], 0xc08a3c, 40) : GROUNDS[scene.setting]
  const ground = isWinter && scene.setting !== 'table' && scene.setting !== 'underwater' ? 0xeef3f7 : autumn
  return {
    skyTop: dull(tint(hour.top)),
    skyBottom: dull(tint(hour.bottom, 14)),
    sun: hour.sun,
    far: lit(dull(tint(isWinter ? 0x9fb2c6 : 0x6c86a6))),
    ground: lit(dull(ground)),
    water: lit(dull(tint(scene.time === 'day' ? 0x3d8fb8 : mix(mix(hour.top, hour.bottom, 34), 0x2f6f9c, 34)))),
    foliage: lit(dull(FOLIAGE[season])),
    light: hour.light,
    lightPercent: hour.percent,
  }
}
