import { ASPECT_RATIOS, type AspectRatio } from '#contract/aspect-ratios.ts'

/** Pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

export type SizeTable = Readonly<Record<AspectRatio, PictureSize>>

type Sides = readonly [width: number, height: number]

/** A table from its square and landscape sizes: what stands is the same turned. */
export function sizeTable(sides: Readonly<Record<'1:1' | '16:9' | '4:3' | '3:2', Sides>>): SizeTable {
  const lying = ([width, height]: Sides) => ({ width, height })
  const standing = ([width, height]: Sides) => ({ width: height, height: width })
  return {
    '1:1': lying(sides['1:1']),
    '16:9': lying(sides['16:9']),
    '9:16': standing(sides['16:9']),
    '4:3': lying(sides['4:3']),
    '3:4': standing(sides['4:3']),
    '3:2': lying(sides['3:2']),
    '2:3': standing(sides['3:2']),
  }
}

/** About one megapixel, both sides multiples of 16, each ratio exact: for servers that take any size. */
export const FREE_SIZES: SizeTable = sizeTable({
  '1:1': [1024, 1024],
  '16:9': [1280, 720],
  '4:3': [1152, 864],
  '3:2': [1248, 832],
})

/** The three sizes of OpenAI's older picture models and of most servers like them. */
export const CLASSIC_SIZES: SizeTable = sizeTable({
  '1:1': [1024, 1024],
  '16:9': [1536, 1024],
  '4:3': [1536, 1024],
  '3:2': [1536, 1024],
})

/** gpt-image-2 and later: both sides multiples of 16, from 1:3 to 3:1; each ratio exact. */
export const GPT_IMAGE_SIZES: SizeTable = sizeTable({
  '1:1': [1024, 1024],
  '16:9': [1536, 864],
  '4:3': [1152, 864],
  '3:2': [1536, 1024],
})

/** The three sizes of DALL-E 3; 4:3 is nearer to the square than to the wide one. */
export const DALL_E_3_SIZES: SizeTable = sizeTable({
  '1:1': [1024, 1024],
  '16:9': [1792, 1024],
  '4:3': [1024, 1024],
  '3:2': [1792, 1024],
})

/** The ratios that a table has exactly; a picture of another one is only the nearest. */
export function exactRatios(sizes: SizeTable): AspectRatio[] {
  return ASPECT_RATIOS.filter((ratio) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number)
    return sizes[ratio].width * down === sizes[ratio].height * across
  })
}
