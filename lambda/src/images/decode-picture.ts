import sharp, { type Sharp } from 'sharp'
import { VARIANT_WIDTHS } from '#contract/image-variants.ts'

/** Pixels of the largest picture that is decoded: 40 megapixels, so that a decompression bomb ends as a failed run. */
const MAX_PIXELS = 40_000_000
const BASE_WIDTH = Math.max(...VARIANT_WIDTHS)

// No operation is ever repeated, so that libvips' memory of results (50 MB) would be held for nothing.
sharp.cache(false)

/** A picture decoded once: everything smaller is made from its base. */
export interface DecodedPicture {
  /** Pixels of the original, upright. */
  readonly width: number
  readonly height: number
  /** Raw sRGB pixels, at most as wide as the widest variant. */
  readonly base: RawPixels
}

export interface RawPixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

/** Decodes untrusted bytes. Throws where they are damaged, over the pixel limit or of an unknown kind. */
export async function decodePicture(bytes: Uint8Array): Promise<DecodedPicture> {
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
  const { autoOrient } = await image.metadata()
  const { data, info } = await image
    .autoOrient()
    .resize({ width: BASE_WIDTH, withoutEnlargement: true })
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...autoOrient, base: { data, width: info.width, height: info.height, channels: info.channels } }
}

/** Opens raw pixels for the next step. */
export function fromRaw(pixels: RawPixels): Sharp {
  const { width, height, channels } = pixels
  return sharp(pixels.data, { raw: { width, height, channels } })
}
