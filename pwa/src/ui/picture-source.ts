import { VARIANT_WIDTHS } from '#contract/image-variants.ts'

const ADDRESS = /^(.*\/)(\d+)(\.[a-z]+)?$/

export interface PictureSource {
  readonly src: string
  readonly srcSet?: string
}

/**
 * The widths a browser may choose from, up to the one that the address names. An address with a format is taken as it
 * is: it was given out before every format stood.
 */
export function pictureSource(url: string): PictureSource {
  const match = ADDRESS.exec(url)
  const [, folder, width, format] = match ?? []
  if (folder === undefined || width === undefined || format !== undefined) return { src: url }
  const widths = VARIANT_WIDTHS.filter((each) => each <= Number(width))
  if (widths.length < 2) return { src: url }
  return { src: url, srcSet: widths.map((each) => `${folder}${each} ${each}w`).join(', ') }
}
