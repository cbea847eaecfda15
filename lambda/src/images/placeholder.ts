import { rgbaToThumbHash } from 'thumbhash'
import { fromRaw, type RawPixels } from './decode-picture.ts'

/** ThumbHash reads at most 100 pixels a side. */
const MAX_SIDE = 100

/** The ThumbHash of a picture in base64url: about 25 bytes that paint a blurred preview. */
export async function placeholderOf(pixels: RawPixels): Promise<string> {
  const { data, info } = await fromRaw(pixels)
    .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColorspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64url')
}
