import { ASPECT_RATIOS, type AspectRatio } from '#contract/aspect-ratios.ts'

/** Pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

export type SizeTable = Readonly<Record<AspectRatio, PictureSize>>

/** About one megapixel, both sides multiples of 16, each ratio exact: for servers that take any size. */
export const FREE_SIZES: SizeTable = {
  '1:1': { width: 1024, height: 1024 },
  '16:9': { width: 1280, height: 720 },
  '9:16': { width: 720, height: 1280 },
  '4:3': { width: 1152, height: 864 },
  '3:4': { width: 864, height: 1152 },
  '3:2': { width: 1248, height: 832 },
  '2:3': { width: 832, height: 1248 },
}

const SQUARE = { width: 1024, height: 1024 }
const LANDSCAPE = { width: 1536, height: 1024 }
const PORTRAIT = { width: 1024, height: 1536 }

/** The three sizes of OpenAI's older picture models and of most servers like them. */
export const CLASSIC_SIZES: SizeTable = {
  '1:1': SQUARE,
  '16:9': LANDSCAPE,
  '9:16': PORTRAIT,
  '4:3': LANDSCAPE,
  '3:4': PORTRAIT,
  '3:2': LANDSCAPE,
  '2:3': PORTRAIT,
}

/** gpt-image-2 and later: both sides multiples of 16, from 1:3 to 3:1; each ratio exact. */
export const GPT_IMAGE_SIZES: SizeTable = {
  '1:1': SQUARE,
  '16:9': { width: 1536, height: 864 },
  '9:16': { width: 864, height: 1536 },
  '4:3': { width: 1152, height: 864 },
  '3:4': { width: 864, height: 1152 },
  '3:2': LANDSCAPE,
  '2:3': PORTRAIT,
}

const WIDE = { width: 1792, height: 1024 }
const TALL = { width: 1024, height: 1792 }

/** The three sizes of DALL-E 3; 4:3 is nearer to the square than to the wide one. */
export const DALL_E_3_SIZES: SizeTable = {
  '1:1': SQUARE,
  '16:9': WIDE,
  '9:16': TALL,
  '4:3': SQUARE,
  '3:4': SQUARE,
  '3:2': WIDE,
  '2:3': TALL,
}

/** The ratios that a table has exactly; a picture of another one is only the nearest. */
export function exactRatios(sizes: SizeTable): AspectRatio[] {
  return ASPECT_RATIOS.filter((ratio) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number)
    return sizes[ratio].width * down === sizes[ratio].height * across
  })
}
