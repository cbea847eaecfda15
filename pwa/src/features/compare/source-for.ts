import type { ComparePicture } from '#platform/compare-picture.ts'
import { type PictureVariant, variantsOf } from '#ui/picture-source.ts'

/** The smallest stored form of a picture that is as sharp as so many pixels show it, or the sharpest there is. */
export function sourceFor({ url, originalUrl, width }: ComparePicture, pixels: number): PictureVariant {
  const variants = variantsOf(url)
  const original = { url: originalUrl, width }
  const largest = variants.at(-1)
  const fitting = variants.find((variant) => variant.width >= pixels)
  if (fitting !== undefined) return fitting
  return largest !== undefined && largest.width >= width ? largest : original
}
